import BeamletVM

/// A term in external format (OTP's ERTS user's guide, "External Term Format") as text.
struct ExternalTermText {
    private var reader: ByteReader
    /// Terms within terms beyond this are shown as `...`: a hostile file could nest them without end.
    private static let deepest = 200

    /// The text of the term in `bytes`, version byte included; of malformed bytes, `malformed literal`.
    static func text(_ bytes: [UInt8]) -> String {
        let text = try? bytes.withUnsafeBytes { raw -> String in
            guard let base = raw.baseAddress else { throw LoadError(.truncated, chunk: 0, offset: 0) }
            var decoder = ExternalTermText(reader: ByteReader(base: base, count: raw.count))
            guard try decoder.reader.u8() == 131 else { throw decoder.reader.error(.badOperandTag) }
            return try decoder.term(0)
        }
        return text ?? "malformed literal"
    }

    private mutating func term(_ depth: Int) throws -> String {
        guard depth < ExternalTermText.deepest else { throw reader.error(.nestedList) }
        let tag = try reader.u8()
        switch tag {
        case 70: return ErlangText.float(Double(bitPattern: UInt64(try reader.u32()) << 32 | UInt64(try reader.u32())))
        case 77: return try bitstring()
        case 80: return try compressed(depth)
        case 97: return String(try reader.u8())
        case 98: return String(try reader.i32())
        case 99: return try text(31, isLatin1: true).replacing("\0", with: "")
        case 100: return ErlangText.atom(try text(Int(try reader.u16()), isLatin1: true))
        case 104: return "{\(try terms(Int(try reader.u8()), depth))}"
        case 105: return "{\(try terms(try reader.count(), depth))}"
        case 106: return "[]"
        case 107: return try string()
        case 108: return try list(depth)
        case 109: return ErlangText.binary(try reader.slice(try reader.count()).rest)
        case 110: return try big(Int(try reader.u8()))
        case 111: return try big(try reader.count())
        case 113: return try export(depth)
        case 115: return ErlangText.atom(try text(Int(try reader.u8()), isLatin1: true))
        case 116: return try map(depth)
        case 118: return ErlangText.atom(try text(Int(try reader.u16()), isLatin1: false))
        case 119: return ErlangText.atom(try text(Int(try reader.u8()), isLatin1: false))
        default: throw reader.error(.badOperandTag, detail: Int(tag))
        }
    }

    private mutating func terms(_ count: Int, _ depth: Int) throws -> String {
        guard count <= reader.remaining else { throw reader.error(.badCount) }
        var texts: [String] = []
        for _ in 0..<count { texts.append(try term(depth + 1)) }
        return texts.joined(separator: ",")
    }

    private mutating func text(_ count: Int, isLatin1: Bool) throws -> String {
        let bytes = try reader.slice(count).rest
        guard isLatin1 else { return String(decoding: bytes, as: UTF8.self) }
        return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }

    /// A list of small integers: as text when all of it can be printed.
    private mutating func string() throws -> String {
        let bytes = [UInt8](try reader.slice(Int(try reader.u16())).rest)
        if bytes.allSatisfy({ (0x20...0x7E).contains($0) || $0 == 0x0A || $0 == 0x09 }) {
            return ErlangText.quoted(String(decoding: bytes, as: UTF8.self), "\"")
        }
        return "[\(bytes.map(String.init).joined(separator: ","))]"
    }

    private mutating func list(_ depth: Int) throws -> String {
        let elements = try terms(try reader.count(), depth)
        let tail = try term(depth + 1)
        return tail == "[]" ? "[\(elements)]" : "[\(elements)|\(tail)]"
    }

    private mutating func map(_ depth: Int) throws -> String {
        let count = try reader.count()
        guard count <= reader.remaining / 2 else { throw reader.error(.badCount) }
        var pairs: [String] = []
        for _ in 0..<count { pairs.append("\(try term(depth + 1)) => \(try term(depth + 1))") }
        return "#{\(pairs.joined(separator: ","))}"
    }

    private mutating func big(_ count: Int) throws -> String {
        let sign = try reader.u8()
        let magnitude = [UInt8](try reader.slice(count).rest)
        return ErlangText.integer(magnitude: magnitude.reversed(), isNegative: sign != 0)
    }

    private mutating func export(_ depth: Int) throws -> String {
        "fun \(try term(depth + 1)):\(try term(depth + 1))/\(try term(depth + 1))"
    }

    private mutating func bitstring() throws -> String {
        let count = try reader.count()
        let lastBits = Int(try reader.u8())
        let bytes = [UInt8](try reader.slice(count).rest)
        guard let last = bytes.last, (1...8).contains(lastBits) else { throw reader.error(.badCount) }
        let whole = bytes.dropLast().map(String.init)
        return "<<\((whole + ["\(last >> (8 - lastBits)):\(lastBits)"]).joined(separator: ","))>>"
    }

    private mutating func compressed(_ depth: Int) throws -> String {
        let size = try reader.count()
        guard size / 1032 <= reader.remaining else { throw reader.error(.uncompressedSize, detail: size) }
        var bytes = [UInt8](repeating: 0, count: size)
        try bytes.withUnsafeMutableBytes { try Inflate.zlib(&reader, into: $0) }
        return try bytes.withUnsafeBytes { raw in
            guard let base = raw.baseAddress else { throw reader.error(.truncated) }
            var inner = ExternalTermText(reader: ByteReader(base: base, count: raw.count))
            return try inner.term(depth + 1)
        }
    }
}
