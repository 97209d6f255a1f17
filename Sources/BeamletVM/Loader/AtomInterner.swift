/// The atoms of a program that is being linked: a table in working memory, whose texts follow each other in an area of their
/// own. The predefined atoms come first.
public struct AtomInterner {
    /// The table.
    public private(set) var table: AtomTable16
    /// The texts.
    public private(set) var texts: CodeArea
    /// The machine whose atoms they are, where code is loaded at run time: table and texts are then not used.
    private let machine: UnsafeMutablePointer<Machine>?

    /// The atoms of a running machine.
    init(machine: UnsafeMutablePointer<Machine>) {
        self.machine = machine
        table = AtomTable16(entries: 0, count: 0, capacity: 0, buckets: 0, mask: 0)
        texts = CodeArea(base: 0, limit: 0)
    }

    /// The atoms there are so far: those of the running machine, or the table's.
    var store: AtomStore { machine?.pointee.atoms ?? AtomStore(linked: table) }

    /// The text of an atom.
    public func text(_ atom: Term) -> AtomName { store.text(atom) }

    /// A table with room for `capacity` atoms (at most 65,535) in `memory`, with their texts behind it. Throws `areaFull`
    /// when the memory does not suffice.
    public init(memory: CodeArea, capacity: Int) throws(LoadError) {
        var area = memory
        var slots: UInt32 = 16
        while Int(slots) < capacity * 3 / 2 { slots *= 2 }
        let entries = try area.reserve(capacity * 4)
        let buckets = try area.reserve(Int(slots) * 2)
        table = AtomTable16(entries: entries, count: 0, capacity: capacity, buckets: buckets, mask: slots - 1)
        table.clearBuckets()
        texts = area
        machine = nil
        let text = PredefinedAtoms.text
        var start = text.utf8Start
        let end = start + text.utf8CodeUnitCount
        while start < end {
            var stop = start
            while stop < end && stop.pointee != UInt8(ascii: " ") { stop += 1 }
            _ = try intern(AtomName(bytes: start, count: stop - start))
            start = stop + 1
        }
    }

    /// The atom of a text in UTF-8. Throws `tooManyAtoms`, `areaFull`.
    public mutating func intern(_ name: AtomName) throws(LoadError) -> Term {
        if let machine {
            var failure = Machine.AtomFailure.noMemory
            if let atom = machine.pointee.intern(name, failure: &failure) { return atom }
            throw LoadError(
                failure == .noMemory ? .scratchFull : .tooManyAtoms, chunk: ChunkName.atomsUTF8, offset: 0)
        }
        if let index = table.find(name) { return Term(atom: UInt32(index)) }
        guard table.count < table.capacity else {
            throw LoadError(.tooManyAtoms, chunk: ChunkName.atomsUTF8, offset: 0, detail: table.count)
        }
        let record = try texts.reserve(name.count + 2, alignment: 2)
        rawPointer(record).storeBytes(of: UInt16(truncatingIfNeeded: name.count), as: UInt16.self)
        var index = 0
        while index < name.count {
            rawPointer(record &+ 2 &+ UInt32(index)).storeBytes(of: name.bytes[index], as: UInt8.self)
            index += 1
        }
        return Term(atom: UInt32(table.add(record: record)))
    }

    /// The atom of a text of a file's atom table, which may be Latin-1.
    mutating func intern(_ text: AtomText) throws(LoadError) -> Term {
        guard let base = text.bytes.baseAddress else {
            return try intern(AtomName(bytes: PredefinedAtoms.text.utf8Start, count: 0))
        }
        let bytes = base.assumingMemoryBound(to: UInt8.self)
        if !text.isLatin1 { return try intern(AtomName(bytes: bytes, count: text.bytes.count)) }
        return try intern(latin1: bytes, count: text.bytes.count)
    }

    /// The atom of a Latin-1 text of at most 255 bytes.
    mutating func intern(latin1 bytes: UnsafePointer<UInt8>, count: Int) throws(LoadError) -> Term {
        var buffer = InlineArray<510, UInt8>(repeating: 0)
        var length = 0
        var index = 0
        while index < min(count, 255) {
            let byte = bytes[index]
            if byte < 0x80 {
                buffer[length] = byte
                length += 1
            } else {
                buffer[length] = 0xC0 | byte >> 6
                buffer[length + 1] = 0x80 | byte & 0x3F
                length += 2
            }
            index += 1
        }
        return try withUnsafePointer(to: &buffer) { bytes throws(LoadError) in
            let first = UnsafeRawPointer(bytes).assumingMemoryBound(to: UInt8.self)
            return try intern(AtomName(bytes: first, count: length))
        }
    }
}
