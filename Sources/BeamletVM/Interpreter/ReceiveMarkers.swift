// Receive markers: a `receive` that waits for a reference made just before skips the messages that came before the reference was
// made (`recv_marker_*`, OTP 24 and later).
//
// A position is the last cell of the mailbox at that time. `recv_marker_reserve` makes a tuple `{Reference, Cell, Next}` of it, which the
// process keeps in the chain at `Process.markers` and the program in a register. `recv_marker_bind` writes the reference into it,
// `recv_marker_use` finds it by the reference and lets the search begin behind the cell. When a message is taken out of the mailbox,
// positions at its cell move to the one before. There are no more than four, as on the BEAM: the oldest one goes. One that is not
// needed any more has nil and nil, and is kept for the next: so it takes no room, which there may be none for.
//
// Where the mailbox is empty there is nothing to skip, and no marker is made: `nil` stands for it. So it costs nothing where calls are
// answered as fast as they come.
//
// References are compared as words: the compiler has all of these instructions use the same term. Where a term were a copy, the search
// would begin where all do, at the first message.
extension Machine {
    /// Most positions that a process keeps.
    private static let mostMarkers = 4

    /// `recv_marker_reserve` where the mailbox is not empty: a marker for its present end, or nil. May allocate 4 words, where they are
    /// free, if none is kept.
    @inline(never)
    mutating func reserveMarker() -> Term {
        let running = process(current)
        var kept = running.pointee.markers
        var count = 0
        var last = Term.nil
        while !kept.isNil {
            if kept.element(0).isNil {
                setMarker(kept, .undefined, running.pointee.mailboxLast)
                return kept
            }
            count += 1
            if count < Machine.mostMarkers { last = kept }
            kept = kept.element(2)
        }
        if freeWords(current) < 4 { return .nil }
        // The compiler clears a Y register that held a marker before the next call, so that nothing meets one that has gone, which no
        // collection of young data follows any more.
        if count == Machine.mostMarkers { store(.nil, last.boxedAddress &+ 12) }
        let marker = makeTuple(.undefined, running.pointee.mailboxLast, running.pointee.markers)
        running.pointee.markers = marker
        return marker
    }

    /// `recv_marker_clear`: the marker of that reference is not needed any more.
    @inline(__always)
    mutating func clearMarker(_ reference: Term) {
        var marker = process(current).pointee.markers
        while !marker.isNil {
            if marker.element(0) == reference { return setMarker(marker, .nil, .nil) }
            marker = marker.element(2)
        }
    }

    /// `recv_marker_use`: the search for a message begins behind the position of that reference, if it is kept.
    @inline(__always)
    mutating func useMarker(_ reference: Term) {
        let running = process(current)
        var marker = running.pointee.markers
        while !marker.isNil {
            if marker.element(0) == reference {
                running.pointee.mailboxSave = marker.element(1)
                return
            }
            marker = marker.element(2)
        }
    }

    /// Writes the reference and the position of a marker.
    @inline(__always)
    mutating func setMarker(_ marker: Term, _ reference: Term, _ cell: Term) {
        store(reference, marker.boxedAddress &+ 4)
        store(cell, marker.boxedAddress &+ 8)
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
        var marker = process(current).pointee.markers
        while !marker.isNil {
            if marker.element(1) == removed { store(before, marker.boxedAddress &+ 8) }
            marker = marker.element(2)
        }
    }
}
