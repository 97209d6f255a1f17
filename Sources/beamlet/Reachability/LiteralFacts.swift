import BeamletVM

/// What the linker wants to know of a literal.
struct LiteralFacts {
    /// Atoms in it, by their names' numbers: each may be a module's name.
    var atoms: Set<Int> = []
    /// `fun M:F/A`.
    var funs: [FunctionName] = []
    /// `{M, F, Arguments}`.
    var calls: [FunctionName] = []
    /// `{Name, Number}`: what `behaviour_info(callbacks)` answers is made of these.
    var pairs: Set<FunctionKey> = []
    /// What the literal itself is.
    var value = KnownValue.unknown
}

/// What is known of a value without running the program.
enum KnownValue: Equatable {
    case unknown
    /// An atom, by its name's number.
    case atom(Int)
    /// A list of that length.
    case list(Int)
    case integer(Int)
}

/// Reads a term in external format for what the linker wants to know.
///
/// Whether the term is well-formed is the loader's business: where it is not, the facts end.
struct LiteralScanner {
    private var reader: ByteReader
    private let names: Names
    private var facts = LiteralFacts()
    /// A hostile file could nest terms without end.
    private static let deepest = 2000

    static func facts(_ bytes: [UInt8], _ names: Names) -> LiteralFacts {
        bytes.withUnsafeBytes { raw in
            guard let base = raw.baseAddress else { return LiteralFacts() }
            var scanner = LiteralScanner(ByteReader(base: base, count: raw.count), names)
            scanner.scan()
            return scanner.facts
        }
    }

    private init(_ reader: ByteReader, _ names: Names) {
        self.reader = reader
        self.names = names
    }

    private mutating func scan() {
        guard (try? reader.u8()) == 131 else { return }
        facts.value = (try? term(0)) ?? .unknown
    }

    private mutating func term(_ depth: Int) throws -> KnownValue {
        guard depth < LiteralScanner.deepest else { throw reader.error(.nestedList) }
        let tag = try reader.u8()
        switch tag {
        case 70: try reader.skip(8)
        case 77: try reader.skip(try reader.count() + 1)
        case 97: return .integer(Int(try reader.u8()))
        case 98: return .integer(Int(try reader.i32()))
        case 99: try reader.skip(31)
        case 100, 118: return try atom(Int(try reader.u16()), isLatin1: tag == 100)
        case 115, 119: return try atom(Int(try reader.u8()), isLatin1: tag == 115)
        case 104: try tuple(Int(try reader.u8()), depth)
        case 105: try tuple(try reader.count(), depth)
        case 106: return .list(0)
        case 107:
            let count = Int(try reader.u16())
            try reader.skip(count)
            return .list(count)
        case 108:
            let count = try reader.count()
            for _ in 0..<count { _ = try term(depth + 1) }
            guard case .list(let rest) = try term(depth + 1) else { return .unknown }
            return .list(count + rest)
        case 109: try reader.skip(try reader.count())
        case 110: try reader.skip(Int(try reader.u8()) + 1)
        case 111: try reader.skip(try reader.count() + 1)
        case 113: try export(depth)
        case 116:
            for _ in 0..<2 * (try reader.count()) { _ = try term(depth + 1) }
        case 67:
            let count = try reader.count()
            try reader.skip(1)
            for _ in 0..<2 * count + 2 { _ = try term(depth + 1) }
        default: throw reader.error(.badOperandTag, detail: Int(tag))
        }
        return .unknown
    }

    private mutating func atom(_ count: Int, isLatin1: Bool) throws -> KnownValue {
        let bytes = try reader.slice(count).rest
        let text =
            isLatin1
            ? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
            : String(decoding: bytes, as: UTF8.self)
        let number = names.number(text)
        facts.atoms.insert(number)
        return .atom(number)
    }

    private mutating func tuple(_ count: Int, _ depth: Int) throws {
        guard count <= reader.remaining else { throw reader.error(.badCount) }
        var values: [KnownValue] = []
        for _ in 0..<count {
            let value = try term(depth + 1)
            if count <= 3 { values.append(value) }
        }
        if count == 2, case .atom(let name) = values[0], case .integer(let number) = values[1] {
            facts.pairs.insert(FunctionKey(name: name, arity: number))
        }
        if count == 3, case .atom(let module) = values[0], case .atom(let function) = values[1],
            case .list(let arity) = values[2]
        {
            facts.calls.append(FunctionName(module: module, key: FunctionKey(name: function, arity: arity)))
        }
    }

    private mutating func export(_ depth: Int) throws {
        // The names are not values of their own.
        let before = facts.atoms
        guard case .atom(let module) = try term(depth + 1), case .atom(let function) = try term(depth + 1),
            case .integer(let arity) = try term(depth + 1)
        else { throw reader.error(.badTerm) }
        facts.atoms = before
        facts.funs.append(FunctionName(module: module, key: FunctionKey(name: function, arity: arity)))
    }
}
