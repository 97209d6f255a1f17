/// A term as a file of Erlang terms has it, and the line on which it begins.
struct SourceTerm {
    indirect enum Value {
        case atom(String)
        /// Integers of more than 64 bits are refused: a description of an application has no use for them.
        case integer(Int64)
        case float(Double)
        /// A string: a list of characters.
        case string([UInt32])
        case binary([UInt8])
        case tuple([SourceTerm])
        /// Its elements, and what follows the last where that is not `[]`.
        case list([SourceTerm], tail: SourceTerm?)
        /// Keys and values in the order of the source.
        case map([(SourceTerm, SourceTerm)])
        /// `fun M:F/A`.
        case fun(module: String, function: String, arity: Int64)
    }

    let line: Int
    var value: Value

    /// The name, where the term is an atom.
    var atom: String? {
        if case .atom(let name) = value { return name }
        return nil
    }

    /// The elements of a proper list; a string's characters are no terms here. Nil: it is no list.
    var elements: [SourceTerm]? {
        switch value {
        case .list(let elements, tail: nil): return elements
        case .string(let characters) where characters.isEmpty: return []
        default: return nil
        }
    }

    /// The elements of a tuple of `count` elements; nil: it is none.
    func tuple(_ count: Int) -> [SourceTerm]? {
        if case .tuple(let elements) = value, elements.count == count { return elements }
        return nil
    }

    /// The atoms of a list of atoms; nil: it is none.
    var atoms: [String]? {
        guard let elements else { return nil }
        let atoms = elements.compactMap(\.atom)
        return atoms.count == elements.count ? atoms : nil
    }

    /// All atoms in it.
    var allAtoms: Set<String> {
        switch value {
        case .atom(let name): return [name]
        case .tuple(let elements): return elements.reduce(into: []) { $0.formUnion($1.allAtoms) }
        case .list(let elements, let tail):
            return (elements + [tail].compactMap { $0 }).reduce(into: []) { $0.formUnion($1.allAtoms) }
        case .map(let pairs): return pairs.reduce(into: []) { $0.formUnion($1.0.allAtoms.union($1.1.allAtoms)) }
        case .integer, .float, .string, .binary, .fun: return []
        }
    }
}

// MARK: The external format

extension SourceTerm {
    /// Terms that do not come from a source.
    static func make(_ value: Value) -> SourceTerm { SourceTerm(line: 0, value: value) }

    static func list(_ elements: [SourceTerm]) -> SourceTerm { make(.list(elements, tail: nil)) }

    /// The term in external format, with its version byte.
    var externalFormat: [UInt8] {
        var bytes: [UInt8] = [131]
        append(to: &bytes)
        return bytes
    }

    private func append(to bytes: inout [UInt8]) {
        switch value {
        case .atom(let name): SourceTerm.append(atom: name, to: &bytes)
        case .integer(let value): SourceTerm.append(integer: value, to: &bytes)
        case .float(let value):
            bytes.append(70)
            bytes += (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> (56 - 8 * UInt64($0))) }
        case .string(let characters):
            SourceTerm.list(characters.map { .make(.integer(Int64($0))) }).append(to: &bytes)
        case .binary(let data):
            bytes.append(109)
            bytes += SourceTerm.word(data.count) + data
        case .tuple(let elements):
            bytes.append(105)
            bytes += SourceTerm.word(elements.count)
            for element in elements { element.append(to: &bytes) }
        case .list(let elements, let tail):
            if !elements.isEmpty {
                bytes.append(108)
                bytes += SourceTerm.word(elements.count)
                for element in elements { element.append(to: &bytes) }
            }
            if let tail { tail.append(to: &bytes) } else { bytes.append(106) }
        case .map(let pairs):
            bytes.append(116)
            bytes += SourceTerm.word(pairs.count)
            for (key, value) in pairs {
                key.append(to: &bytes)
                value.append(to: &bytes)
            }
        case .fun(let module, let function, let arity):
            bytes.append(113)
            SourceTerm.append(atom: module, to: &bytes)
            SourceTerm.append(atom: function, to: &bytes)
            SourceTerm.append(integer: arity, to: &bytes)
        }
    }

    /// 32 bits, highest first.
    static func word(_ value: Int) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
    }

    private static func append(atom name: String, to bytes: inout [UInt8]) {
        let text = Array(name.utf8)
        bytes += text.count < 256 ? [119, UInt8(text.count)] : [118, UInt8(text.count >> 8), UInt8(text.count & 255)]
        bytes += text
    }

    private static func append(integer value: Int64, to bytes: inout [UInt8]) {
        if let byte = UInt8(exactly: value) {
            bytes += [97, byte]
        } else if Int32(exactly: value) != nil {
            bytes += [98] + word(Int(value))
        } else {
            let magnitude = value.magnitude
            bytes += [110, 8, value < 0 ? 1 : 0] + (0..<8).map { UInt8(truncatingIfNeeded: magnitude >> (8 * $0)) }
        }
    }
}
