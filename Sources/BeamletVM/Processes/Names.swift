// Registered names: an open-addressing hash table of atoms and pids in one block of the arena, that doubles when it is
// three quarters full. An empty place is nil. Whoever goes leaves no trace: those after it in the table move up (Knuth, The Art of
// Computer Programming, volume 3, 6.4, algorithm R), so that names that come and go need no more memory.
extension Machine {
    @inline(__always)
    private mutating func nameSlot(_ index: UInt32) -> Address { names &+ index &* 8 }

    /// Where a name belongs.
    @inline(__always)
    private mutating func nameHome(_ name: Term) -> UInt32 { name.payload &* 0x9E37_79B1 & (nameRoom &- 1) }

    /// The pid (or port) of a registered name, or nil.
    mutating func whereis(_ name: Term) -> Term {
        if nameRoom == 0 { return .nil }
        var index = nameHome(name)
        while true {
            let key = load(nameSlot(index))
            if key == name { return load(nameSlot(index) &+ 4) }
            if key.isNil { return .nil }
            index = (index &+ 1) & (nameRoom &- 1)
        }
    }

    /// Registers a name that is not registered. False: there is no memory.
    mutating func register(_ name: Term, _ identifier: Term) -> Bool {
        if nameUsed &* 4 >= nameRoom &* 3 && !growNames() { return false }
        var index = nameHome(name)
        while !load(nameSlot(index)).isNil { index = (index &+ 1) & (nameRoom &- 1) }
        store(name, nameSlot(index))
        store(identifier, nameSlot(index) &+ 4)
        nameUsed += 1
        return true
    }

    /// Forgets a name.
    mutating func unregister(_ name: Term) {
        if nameRoom == 0 { return }
        let mask = nameRoom &- 1
        var hole = nameHome(name)
        while load(nameSlot(hole)) != name {
            if load(nameSlot(hole)).isNil { return }
            hole = (hole &+ 1) & mask
        }
        var index = hole
        while true {
            index = (index &+ 1) & mask
            let key = load(nameSlot(index))
            if key.isNil { break }
            // It stays where the hole is not between its home and it.
            if (index &- nameHome(key)) & mask < (index &- hole) & mask { continue }
            store(key, nameSlot(hole))
            store(load(nameSlot(index) &+ 4), nameSlot(hole) &+ 4)
            hole = index
        }
        store(.nil, nameSlot(hole))
        nameUsed -= 1
    }

    /// The name in a place of the table, or nil where there is none.
    mutating func registeredName(at index: UInt32) -> Term { load(nameSlot(index)) }

    /// Moves the names to a table twice as large.
    private mutating func growNames() -> Bool {
        let room = max(8, nameRoom &* 2)
        let block = claim(bytes: Int(room) * 8)
        guard block != 0 else { return false }
        let old = names
        let oldRoom = nameRoom
        names = block
        nameRoom = room
        nameUsed = 0
        var index: UInt32 = 0
        while index < room {
            store(.nil, nameSlot(index))
            index += 1
        }
        index = 0
        while index < oldRoom {
            let key = load(old &+ index &* 8)
            if !key.isNil { _ = register(key, load(old &+ index &* 8 &+ 4)) }
            index += 1
        }
        if old != 0 { free(old) }
        return true
    }
}
