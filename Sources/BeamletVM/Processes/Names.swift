// Registered names: an open-addressing hash table of atoms and pids in one block of the arena, that doubles when it is
// three quarters full. An empty place is nil, a deleted one has the name `none`.
extension Machine {
    @inline(__always)
    private mutating func nameSlot(_ index: UInt32) -> Address { names &+ index &* 8 }

    /// The pid (or port) of a registered name, or nil.
    mutating func whereis(_ name: Term) -> Term {
        if nameRoom == 0 { return .nil }
        var index = name.payload &* 0x9E37_79B1 & (nameRoom &- 1)
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
        var index = name.payload &* 0x9E37_79B1 & (nameRoom &- 1)
        while !load(nameSlot(index)).isNil { index = (index &+ 1) & (nameRoom &- 1) }
        store(name, nameSlot(index))
        store(identifier, nameSlot(index) &+ 4)
        nameUsed += 1
        return true
    }

    /// Forgets a name.
    mutating func unregister(_ name: Term) {
        if nameRoom == 0 { return }
        var index = name.payload &* 0x9E37_79B1 & (nameRoom &- 1)
        while true {
            let key = load(nameSlot(index))
            if key.isNil { return }
            if key == name {
                store(.none, nameSlot(index))
                store(.nil, nameSlot(index) &+ 4)
                return
            }
            index = (index &+ 1) & (nameRoom &- 1)
        }
    }

    /// The name in a place of the table, or nil where there is none.
    mutating func registeredName(at index: UInt32) -> Term {
        let key = load(nameSlot(index))
        return key.isNone ? .nil : key
    }

    /// Moves the names to a table with room for more; deleted ones stay behind.
    private mutating func growNames() -> Bool {
        var living: UInt32 = 0
        var index: UInt32 = 0
        while index < nameRoom {
            if !registeredName(at: index).isNil { living += 1 }
            index += 1
        }
        var room: UInt32 = 8
        while room < living &* 2 &+ 2 { room &*= 2 }
        let block = claim(bytes: Int(room) * 8)
        guard block != 0 else { return false }
        let old = names
        let oldRoom = nameRoom
        names = block
        nameRoom = room
        nameUsed = 0
        index = 0
        while index < room {
            store(.nil, nameSlot(index))
            index += 1
        }
        index = 0
        while index < oldRoom {
            let key = load(old &+ index &* 8)
            if !key.isNil && !key.isNone { _ = register(key, load(old &+ index &* 8 &+ 4)) }
            index += 1
        }
        if old != 0 { free(old) }
        return true
    }
}
