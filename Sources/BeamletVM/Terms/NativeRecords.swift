// Native records (OTP 29): a boxed term with its definition and the fields' values.
//
// A definition is a tuple `{Module, Name, IsExported, Field..., Default...}`, a literal of the module that has it or, for records
// of `records:create/4`, a term on the heap. A field without default has `Term.none` in its place. A record holds its definition,
// so it outlives another version of the module.

extension Term {
    /// Whether this is a native record.
    @inline(__always) public var isNativeRecord: Bool { isBoxed(.record) }
    /// The definition of a native record.
    @inline(__always) var definition: Term { boxedTerm(0) }
    /// Number of fields of a definition.
    var fieldCount: Int { (header.words - 3) / 2 }
    /// Whether a definition, or another tuple of that shape, is of that module and name.
    func isDefinition(of module: Term, _ name: Term) -> Bool { element(0) == module && element(1) == name }
    /// The index of a field in a definition, from 0; -1: there is none of that name.
    func fieldIndex(_ name: Term) -> Int {
        let count = fieldCount
        var index = 0
        while index < count {
            if element(3 + index) == name { return index }
            index += 1
        }
        return -1
    }

    /// Completes a definition, whose atoms are written, as one without defaults, and begins its record of `count` fields. False:
    /// two fields have the same name.
    static func fillDefinition(_ definition: Address, _ record: Address, _ count: Int) -> Bool {
        storeWord(Header.tuple(2 * count + 3).bits, definition)
        storeWord(Header(.record, words: count + 1).bits, record)
        let term = Term(boxed: definition)
        store(term, record &+ 4)
        var index = 0
        while index < count {
            if term.fieldIndex(term.element(3 + index)) != index { return false }
            store(.none, definition &+ 16 &+ UInt32(count + index) &* 4)
            index += 1
        }
        return true
    }
}

extension Machine {
    /// Most fields of a record that is made at run time.
    static var mostFields: Int { 4096 }

    /// The order of definitions: module, name, whether exported, number of fields, their names. Defaults do not matter.
    mutating func compareDefinitions(_ a: Term, _ b: Term) -> Int {
        if a == b { return 0 }
        var index = 0
        while index < 3 + a.fieldCount {
            if index == 3 && a.fieldCount != b.fieldCount { return a.fieldCount - b.fieldCount }
            let left = a.element(index)
            let right = b.element(index)
            if left != right { return AtomName.compare(atomText(left), atomText(right)) }
            index += 1
        }
        return a.fieldCount - b.fieldCount
    }

    /// The definition that a loaded module has of a record; nil (the term) where it has none.
    mutating func recordDefinition(_ module: Term, _ name: Term) -> Term {
        guard let record = self.module(named: module) else { return .nil }
        var list = Term(bits: record.pointee.records)
        while list.isList {
            if list.head.element(1) == name { return list.head }
            list = list.tail
        }
        return .nil
    }
}
