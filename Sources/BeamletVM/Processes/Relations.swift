/// A link or one end of a monitor: a block of the arena in the list at `Process.relations`.
struct Relation {
    /// The next one, or 0.
    var next: Address
    /// What it is.
    var kind: Kind
    /// Whether a monitor's reference is an alias too.
    var isAlias = false
    /// Whether two words follow: what the message of a monitor's end begins with instead of `'DOWN'`, and the list of shared
    /// bitstrings that this refers to; behind them the tag itself (see `copyToBlock`).
    var hasTag = false
    /// The process at the other end (a pid).
    var peer: Term
    /// The monitor's reference.
    var referenceLow: UInt32
    var referenceHigh: UInt32
    /// The registered name by which the peer was monitored, or nil; how often this process has suspended the peer; when an alias ends.
    var name: Term

    /// Bytes, without a tag.
    static let size = 24
    /// Words, with what a tag needs.
    static let taggedWords = 8

    struct Kind: Equatable {
        let value: UInt8
        /// Linked.
        static var link: Kind { Kind(value: 0) }
        /// This process monitors the peer.
        static var monitors: Kind { Kind(value: 1) }
        /// The peer monitors this process.
        static var monitoredBy: Kind { Kind(value: 2) }
        /// This process has suspended the peer.
        static var suspends: Kind { Kind(value: 4) }
        /// An alias of this process: `name` says when it ends.
        static var alias: Kind { Kind(value: 3) }
    }
}

@inline(__always)
func relation(_ address: Address) -> UnsafeMutablePointer<Relation> {
    UnsafeMutablePointer(bitPattern: UInt(address)).unsafelyUnwrapped
}

extension Machine {
    /// Adds a relation to a process. False: there is no memory.
    @inline(never)
    mutating func relate(
        _ block: Address, _ kind: Relation.Kind, _ peer: Term, reference: UInt64 = 0, name: Term = .nil,
        tag: Term = .none, isAlias: Bool = false
    )
        -> Bool
    {
        let address: Address
        if tag.isNone {
            address = claim(bytes: Relation.size)
        } else {
            let copy = copyToBlock(tag, header: Relation.taggedWords, spare: 0, list: 0)
            address = copy.block
            if address != 0 { store(copy.term, address &+ UInt32(Relation.size)) }
        }
        guard address != 0 else { return false }
        relation(address).pointee = Relation(
            next: process(block).pointee.relations, kind: kind, isAlias: isAlias, hasTag: tag.isSomething, peer: peer,
            referenceLow: UInt32(truncatingIfNeeded: reference),
            referenceHigh: UInt32(truncatingIfNeeded: reference >> 32),
            name: name)
        process(block).pointee.relations = address
        return true
    }

    /// The relation of that kind, or 0.
    mutating func findRelation(_ block: Address, _ kind: Relation.Kind, _ peer: Term, reference: UInt64 = 0) -> Address
    {
        var cursor = process(block).pointee.relations
        while cursor != 0 {
            let entry = relation(cursor).pointee
            if entry.kind == kind && entry.peer == peer
                && entry.referenceLow == UInt32(truncatingIfNeeded: reference)
                && entry.referenceHigh == UInt32(truncatingIfNeeded: reference >> 32)
            {
                return cursor
            }
            cursor = entry.next
        }
        return 0
    }

    /// The monitor of that reference that a process holds, or 0.
    mutating func findMonitor(_ block: Address, reference: UInt64) -> Address {
        var cursor = process(block).pointee.relations
        while cursor != 0 {
            let entry = relation(cursor).pointee
            if entry.kind == .monitors && UInt64(entry.referenceHigh) &<< 32 | UInt64(entry.referenceLow) == reference {
                return cursor
            }
            cursor = entry.next
        }
        return 0
    }

    /// Takes a relation out of a process's list and frees it.
    mutating func unrelate(_ block: Address, _ address: Address) {
        var before: Address = 0
        var cursor = process(block).pointee.relations
        while cursor != 0 && cursor != address {
            before = cursor
            cursor = relation(cursor).pointee.next
        }
        if cursor == 0 { return }
        let next = relation(address).pointee.next
        if before == 0 { process(block).pointee.relations = next } else { relation(before).pointee.next = next }
        freeRelation(address)
    }

    /// Frees a relation that is in no list any more, and its tag.
    mutating func freeRelation(_ address: Address) {
        if relation(address).pointee.hasTag {
            releaseBitstrings(list: address &+ UInt32(Relation.taggedWords - 1) * 4)
        }
        free(address)
    }

    /// Links two processes, both alive. Linking twice is linking once. False: there is no memory.
    mutating func link(_ a: Address, _ b: Address) -> Bool {
        let pidA = process(a).pointee.pid
        let pidB = process(b).pointee.pid
        if a == b || findRelation(a, .link, pidB) != 0 { return true }
        guard relate(a, .link, pidB) else { return false }
        guard relate(b, .link, pidA) else {
            unrelate(a, process(a).pointee.relations)
            return false
        }
        return true
    }

    /// Ends a link, if there is one.
    mutating func unlink(_ block: Address, from peer: Term) {
        let mine = findRelation(block, .link, peer)
        if mine == 0 { return }
        unrelate(block, mine)
        let other = lookup(peer)
        if other != 0 { unrelate(other, findRelation(other, .link, process(block).pointee.pid)) }
    }

    /// Lets one process monitor another, both alive, with a reference's number. False: there is no memory.
    mutating func monitor(
        _ watcher: Address, _ target: Address, name: Term, number: UInt64, tag: Term = .none, isAlias: Bool = false
    ) -> Bool {
        let watched = process(target).pointee.pid
        guard relate(watcher, .monitors, watched, reference: number, name: name, tag: tag, isAlias: isAlias) else {
            return false
        }
        guard relate(target, .monitoredBy, process(watcher).pointee.pid, reference: number, name: name) else {
            unrelate(watcher, process(watcher).pointee.relations)
            return false
        }
        return true
    }

    /// Ends a monitor. Answers whether there was one.
    mutating func demonitor(_ watcher: Address, reference: UInt64) -> Bool {
        let mine = findMonitor(watcher, reference: reference)
        if mine == 0 { return false }
        let target = lookup(relation(mine).pointee.peer)
        unrelate(watcher, mine)
        monitorEnded(watcher, reference)
        if target != 0 {
            unrelate(
                target,
                findRelation(target, .monitoredBy, process(watcher).pointee.pid, reference: reference))
        }
        return true
    }

    /// What a monitor says of an end.
    struct Down {
        var number: UInt64
        /// A pid or port, unless it was monitored by `name`.
        var object: Term
        var name: Term
        var type = Term.process
        /// `none`: `'DOWN'`.
        var tag = Term.none
        var isAlias = false
    }

    /// The end of a process that `block` monitors: the message, and the monitor is gone.
    mutating func monitoredEnded(_ block: Address, _ pid: Term, number: UInt64, reason: Term) {
        let found = findRelation(block, .monitors, pid, reference: number)
        if found == 0 { return }
        let entry = relation(found).pointee
        let tag = entry.hasTag ? load(found &+ UInt32(Relation.size)) : .none
        _ = sendDown(
            Down(number: number, object: pid, name: entry.name, tag: tag, isAlias: entry.isAlias), reason: reason,
            to: block)
        unrelate(block, found)
        monitorEnded(block, number)
    }

    /// Sends `{'DOWN', Reference, Type, Object, Reason}`.
    mutating func sendDown(_ down: Down, reason: Term, to block: Address) -> Bool {
        let term = scratchReference(
            low: UInt32(truncatingIfNeeded: down.number), high: UInt32(truncatingIfNeeded: down.number >> 32))
        if down.isAlias { store(process(block).pointee.pid, term.boxedAddress &+ 4) }
        let message = scratchTuple(5)
        let start = message.boxedAddress
        var shown = down.object
        if !down.name.isNil {
            // {Name, Node}, behind the tuple of five and before the reference.
            shown = Term(boxed: scratch &+ 48)
            storeWord(Header.tuple(2).bits, scratch &+ 48)
            store(down.name, scratch &+ 52)
            store(.noNode, scratch &+ 56)
        }
        store(down.tag.isNone ? .DOWN : down.tag, start &+ 4)
        store(term, start &+ 8)
        store(down.type, start &+ 12)
        store(shown, start &+ 16)
        store(reason, start &+ 20)
        return postMade(message, to: block)
    }
}
