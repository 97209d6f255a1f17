import BeamletVM

/// A term in external format, as far as attributes have it: what is none of these is `other`, and ends the reading.
indirect enum ExternalTerm: Equatable {
    case atom(String)
    case integer(Int)
    case tuple([ExternalTerm])
    case list([ExternalTerm])
    case other

    /// A hostile file could nest terms without end.
    private static let deepest = 100

    /// Reads the term with its version byte.
    static func read(_ reader: inout ByteReader) throws(LoadError) -> ExternalTerm {
        guard try reader.u8() == 131 else { throw reader.error(.badTerm) }
        return try term(&reader, 0)
    }

    private static func term(_ reader: inout ByteReader, _ depth: Int) throws(LoadError) -> ExternalTerm {
        guard depth < deepest else { throw reader.error(.nestedList) }
        let tag = try reader.u8()
        switch tag {
        case 70: try reader.skip(8)
        case 97: return .integer(Int(try reader.u8()))
        case 98: return .integer(Int(try reader.i32()))
        case 100, 118: return try atom(&reader, Int(try reader.u16()))
        case 115, 119: return try atom(&reader, Int(try reader.u8()))
        case 104: return .tuple(try terms(&reader, Int(try reader.u8()), depth))
        case 105: return .tuple(try terms(&reader, try reader.count(), depth))
        case 106: return .list([])
        case 107: return .list(try reader.slice(Int(try reader.u16())).rest.map { .integer(Int($0)) })
        case 108:
            let elements = try terms(&reader, try reader.count(), depth)
            _ = try term(&reader, depth + 1)
            return .list(elements)
        case 109: try reader.skip(try reader.count())
        case 110: try reader.skip(Int(try reader.u8()) + 1)
        case 111: try reader.skip(try reader.count() + 1)
        case 116: _ = try terms(&reader, 2 * (try reader.count()), depth)
        default: throw reader.error(.badTerm, detail: Int(tag))
        }
        return .other
    }

    private static func terms(
        _ reader: inout ByteReader, _ count: Int, _ depth: Int
    ) throws(LoadError) -> [ExternalTerm] {
        guard count <= reader.remaining else { throw reader.error(.badCount) }
        var terms: [ExternalTerm] = []
        for _ in 0..<count { terms.append(try term(&reader, depth + 1)) }
        return terms
    }

    private static func atom(_ reader: inout ByteReader, _ count: Int) throws(LoadError) -> ExternalTerm {
        .atom(String(decoding: try reader.slice(count).rest, as: UTF8.self))
    }
}
