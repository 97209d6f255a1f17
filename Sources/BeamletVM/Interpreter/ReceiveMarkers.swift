// Receive markers: a `receive` that waits for a reference made just before skips the messages that came before the reference was
// made (`recv_marker_*`, OTP 24 and later).
//
// A position is the last cell of the mailbox at that time. `recv_marker_reserve` makes a tuple `{Reference, Cell}` of it, which the
// process keeps in the list at `Process.markers` and the program in a register. `recv_marker_bind` writes the reference
// into it, `recv_marker_use` finds it by the reference and lets the search begin behind the cell. When a message is taken out of the
// mailbox, positions at its cell move to the one before. There are no more than four, as on the BEAM: the oldest one goes. One that is
// not needed any more is nil and nil, and kept for the next while there are messages: so it takes no room, which there may be none for.
//
// Where the mailbox is empty there is nothing to skip, and no marker is made: `nil` stands for it. So it costs nothing where calls are
// answered as fast as they come.
extension Machine {
    /// Most positions that a process keeps.
    private static let mostMarkers = 4

    /// `recv_marker_reserve`: a marker for the mailbox's present end, or nil. May allocate 5 words, where they are free, if none is kept.
    @inline(never)
    mutating func reserveMarker() -> Term {
        let running = process(current)
        let last = running.pointee.mailboxLast
        if last.isNil { return .nil }
        var kept = running.pointee.markers
        while kept.isList {
            if kept.head.element(0).isNil {
                setMarker(kept.head, .undefined, last)
                return kept.head
            }
            kept = kept.tail
        }
        if freeWords(current) < 5 { return .nil }
        let marker = makeTuple(.undefined, last)
        let list = makeCell(marker, running.pointee.markers)
        running.pointee.markers = list
        var cell = list
        var count = 1
        while !cell.tail.isNil {
            if count == Machine.mostMarkers {
                cell.tail = .nil
                break
            }
            cell = cell.tail
            count += 1
        }
        return marker
    }

    /// `recv_marker_bind`.
    @inline(never)
    mutating func bindMarker(_ marker: Term, _ reference: Term) {
        if !marker.isNil { store(reference, marker.boxedAddress &+ 4) }
    }

    /// `recv_marker_clear`: the marker of that reference is not needed any more.
    @inline(never)
    mutating func clearMarker(_ reference: Term) {
        var before = Term.nil
        var cell = process(current).pointee.markers
        while cell.isList {
            if isMarker(cell.head, of: reference) {
                if !process(current).pointee.mailboxLast.isNil {
                    setMarker(cell.head, .nil, .nil)
                } else if before.isNil {
                    process(current).pointee.markers = cell.tail
                } else {
                    before.tail = cell.tail
                }
                return
            }
            before = cell
            cell = cell.tail
        }
    }

    /// `recv_marker_use`: the search for a message begins behind the position of that reference, if it is kept.
    @inline(never)
    mutating func useMarker(_ reference: Term) {
        var cell = process(current).pointee.markers
        while cell.isList {
            if isMarker(cell.head, of: reference) {
                process(current).pointee.mailboxSave = cell.head.element(1)
                return
            }
            cell = cell.tail
        }
    }

    private mutating func setMarker(_ marker: Term, _ reference: Term, _ cell: Term) {
        store(reference, marker.boxedAddress &+ 4)
        store(cell, marker.boxedAddress &+ 8)
    }

    private mutating func isMarker(_ marker: Term, of reference: Term) -> Bool {
        let bound = marker.element(0)
        return bound == reference || bound.isReference && reference.isReference && exactlyEqual(bound, reference)
    }

    /// Positions at a cell that leaves the mailbox move to the one before it, or to the beginning (nil). For a cell that is the first, that
    /// is only needed where there are markers.
    @inline(never)
    mutating func moveMarkers(from removed: Term, to before: Term) {
        // Where no old cell is left before it, the first one is young, and nobody asks for the last old one.
        let details = process(current).pointee.details
        if details != 0, processDetails(details).pointee.lastOldMessage == removed {
            processDetails(details).pointee.lastOldMessage = before
        }
        var cell = process(current).pointee.markers
        while cell.isList {
            if cell.head.element(1) == removed { store(before, cell.head.boxedAddress &+ 8) }
            cell = cell.tail
        }
    }
}
