/// The text of an atom, where it lies: a 16-bit length, then UTF-8 bytes; at an even address.
public struct AtomName: Equatable {
    /// First byte.
    public var bytes: UnsafePointer<UInt8>
    /// Number of bytes.
    public var count: Int

    /// Bytes elsewhere.
    public init(bytes: UnsafePointer<UInt8>, count: Int) {
        self.bytes = bytes
        self.count = count
    }

    /// The record at an address.
    @inline(__always)
    public init(record: Address) {
        let start = rawPointer(record)
        count = Int(start.load(as: UInt16.self))
        bytes = UnsafePointer((start + 2).assumingMemoryBound(to: UInt8.self))
    }

    /// Whether the bytes are the same.
    @inline(never)
    public static func == (a: AtomName, b: AtomName) -> Bool {
        if a.count != b.count { return false }
        var index = 0
        while index < a.count {
            if a.bytes[index] != b.bytes[index] { return false }
            index += 1
        }
        return true
    }

    /// The order of atoms: by bytes, which for UTF-8 is the order of the code points.
    public static func compare(_ a: AtomName, _ b: AtomName) -> Int {
        var index = 0
        while index < a.count && index < b.count {
            if a.bytes[index] != b.bytes[index] { return Int(a.bytes[index]) - Int(b.bytes[index]) }
            index += 1
        }
        return a.count - b.count
    }

    /// Hash for the atom tables (FNV-1a).
    public var hash: UInt32 {
        var hash: UInt32 = 0x811C_9DC5
        var index = 0
        while index < count {
            hash = (hash ^ UInt32(bytes[index])) &* 0x0100_0193
            index += 1
        }
        return hash
    }
}

/// A table of atoms: texts by index, and a hash table of indices (open addressing, 16 bits each, 0xFFFF: empty).
///
/// The linker fills one and puts it into the image; there it serves as it is. The machine has a second one, in RAM,
/// for atoms that come into being at run time.
public struct AtomTable16 {
    /// Array of addresses of atom records.
    public var entries: Address
    /// Number of atoms in it.
    public var count: Int
    /// Room in `entries`.
    public var capacity: Int
    /// Hash table, and its size less one (a power of two, at least one and a half times `capacity`).
    public var buckets: Address
    /// Size of the hash table less one (a power of two).
    public var mask: UInt32

    /// The index of a text, or nil.
    public func find(_ name: AtomName) -> Int? {
        if mask == 0 { return nil }
        var slot = name.hash & mask
        while true {
            let index = rawPointer(buckets &+ slot &* 2).load(as: UInt16.self)
            if index == 0xFFFF { return nil }
            if AtomName(record: loadWord(entries &+ UInt32(index) &* 4)) == name { return Int(index) }
            slot = (slot &+ 1) & mask
        }
    }

    /// Empties the hash table.
    public func clearBuckets() {
        var slot: UInt32 = 0
        while slot <= mask {
            rawPointer(buckets &+ slot &* 2).storeBytes(of: 0xFFFF, as: UInt16.self)
            slot += 1
        }
    }

    /// Adds an atom whose record is at `record`; there is room, and it is not there yet.
    public mutating func add(record: Address) -> Int {
        let index = count
        storeWord(record, entries &+ UInt32(index) &* 4)
        count += 1
        enter(index)
        return index
    }

    /// Enters atom `index` in the hash table.
    public func enter(_ index: Int) {
        var slot = AtomName(record: loadWord(entries &+ UInt32(index) &* 4)).hash & mask
        while rawPointer(buckets &+ slot &* 2).load(as: UInt16.self) != 0xFFFF { slot = (slot &+ 1) & mask }
        rawPointer(buckets &+ slot &* 2).storeBytes(of: UInt16(truncatingIfNeeded: index), as: UInt16.self)
    }
}

/// All atoms of a running machine: the image's, and those made since.
public struct AtomStore {
    /// The image's.
    public var linked = AtomTable16(entries: 0, count: 0, capacity: 0, buckets: 0, mask: 0)
    /// Those made at run time; their indices follow the image's.
    public var made = AtomTable16(entries: 0, count: 0, capacity: 0, buckets: 0, mask: 0)

    /// Most atoms that there can be: an instruction names an atom with 16 bits.
    public static let limit = 65_535

    /// How many there are.
    public var count: Int { linked.count + made.count }

    /// The text of an atom.
    @inline(never)
    public func text(_ atom: Term) -> AtomName {
        let index = atom.payload
        if index < UInt32(linked.count) { return AtomName(record: loadWord(linked.entries &+ index &* 4)) }
        return AtomName(record: loadWord(made.entries &+ (index &- UInt32(linked.count)) &* 4))
    }

    /// The atom of a text, if there is one.
    @inline(never)
    public func find(_ name: AtomName) -> Term? {
        if let index = linked.find(name) { return Term(atom: UInt32(index)) }
        if let index = made.find(name) { return Term(atom: UInt32(index + linked.count)) }
        return nil
    }
}

extension Machine {
    /// The text of an atom.
    @inline(never)
    mutating func atomText(_ atom: Term) -> AtomName { atoms.text(atom) }

    /// Why an atom could not be made.
    enum AtomFailure {
        case noMemory
        case tableFull
    }

    /// The atom of a text (UTF-8, at most 255 characters), made if need be. Allocates from the arena.
    @inline(never)
    mutating func intern(_ name: AtomName, failure: inout AtomFailure) -> Term? {
        if let atom = atoms.find(name) { return atom }
        guard atoms.count < AtomStore.limit else {
            failure = .tableFull
            return nil
        }
        failure = .noMemory
        if atoms.made.count == atoms.made.capacity {
            guard growAtoms() else { return nil }
        }
        let record = allocate(bytes: name.count + 2)
        guard record != 0 else { return nil }
        rawPointer(record).storeBytes(of: UInt16(name.count), as: UInt16.self)
        var index = 0
        while index < name.count {
            rawPointer(record &+ 2 &+ UInt32(index)).storeBytes(of: name.bytes[index], as: UInt8.self)
            index += 1
        }
        return Term(atom: UInt32(atoms.made.add(record: record) + atoms.linked.count))
    }

    /// Doubles the table of atoms made at run time.
    @inline(never)
    private mutating func growAtoms() -> Bool {
        let capacity = max(8, atoms.made.capacity * 2)
        let slots = capacity * 2
        let block = allocate(bytes: capacity * 4 + slots * 2)
        guard block != 0 else { return false }
        var table = AtomTable16(
            entries: block, count: atoms.made.count, capacity: capacity, buckets: block &+ UInt32(capacity * 4),
            mask: UInt32(slots - 1))
        table.clearBuckets()
        var index = 0
        while index < atoms.made.count {
            storeWord(loadWord(atoms.made.entries &+ UInt32(index) &* 4), block &+ UInt32(index) &* 4)
            table.enter(index)
            index += 1
        }
        if atoms.made.entries != 0 { free(atoms.made.entries) }
        atoms.made = table
        return true
    }
}
