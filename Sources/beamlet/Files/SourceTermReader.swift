/// Reads a file of Erlang terms, each with a full stop behind it, as `file:consult/1` does.
///
/// What is wrong becomes a ``ToolError`` that names the file and the line.
struct SourceTermReader {
    private let text: [UInt32]
    private let file: String
    private var place = 0
    private var line = 1
    /// A hostile file could nest terms without end.
    private static let deepest = 200

    /// All terms of the file in `bytes`, which is in UTF-8.
    static func terms(_ bytes: [UInt8], file: String) throws(ToolError) -> [SourceTerm] {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw ToolError("\(file): not in UTF-8") }
        var reader = SourceTermReader(text: text.unicodeScalars.map(\.value), file: file)
        var terms: [SourceTerm] = []
        while try reader.skipSpace() {
            terms.append(try reader.term(0))
            guard try reader.skipSpace(), reader.take(".") else { throw reader.unexpected("a full stop") }
        }
        return terms
    }

    private init(text: [UInt32], file: String) {
        self.text = text
        self.file = file
    }

    // MARK: Errors

    private func error(_ what: String) -> ToolError { ToolError("\(file):\(line): \(what)") }

    /// What stands here instead of what is wanted.
    private func unexpected(_ wanted: String) -> ToolError {
        guard let next = peek else { return error("the file ends where \(wanted) should be") }
        return error("\(wanted) should be where '\(SourceTermReader.string([next]))' is")
    }

    private static func string(_ characters: some Sequence<UInt32>) -> String {
        String(String.UnicodeScalarView(characters.map { Unicode.Scalar($0) ?? "?" }))
    }

    // MARK: Characters

    private var peek: UInt32? { place < text.count ? text[place] : nil }

    private func peek(_ distance: Int) -> UInt32? { place + distance < text.count ? text[place + distance] : nil }

    private mutating func next() throws(ToolError) -> UInt32 {
        guard let character = peek else { throw error("the file ends in the middle of a term") }
        place += 1
        if character == 10 { line += 1 }
        return character
    }

    private mutating func take(_ wanted: Unicode.Scalar) -> Bool {
        guard peek == wanted.value else { return false }
        place += 1
        return true
    }

    private mutating func take(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Bool {
        guard peek == first.value, peek(1) == second.value else { return false }
        place += 2
        return true
    }

    private mutating func expect(_ wanted: Unicode.Scalar) throws(ToolError) {
        _ = try skipSpace()
        guard take(wanted) else { throw unexpected("'\(wanted)'") }
    }

    /// Passes over blanks and comments. Answers whether anything follows.
    private mutating func skipSpace() throws(ToolError) -> Bool {
        while let character = peek {
            if character == UInt32(UInt8(ascii: "%")) {
                while let rest = peek, rest != 10 { place += 1 }
            } else if character <= 32 || character == 160 || character == 0xFEFF {
                _ = try next()
            } else {
                return true
            }
        }
        return false
    }

    // MARK: Terms

    private mutating func term(_ depth: Int) throws(ToolError) -> SourceTerm {
        guard depth < SourceTermReader.deepest else { throw error("terms are nested too deep") }
        guard try skipSpace(), let first = peek else { throw unexpected("a term") }
        let line = line
        return SourceTerm(line: line, value: try value(Unicode.Scalar(first) ?? " ", depth))
    }

    private mutating func value(_ first: Unicode.Scalar, _ depth: Int) throws(ToolError) -> SourceTerm.Value {
        switch first {
        case "{":
            place += 1
            return .tuple(try terms(until: "}", depth))
        case "[":
            place += 1
            return try list(depth)
        case "#" where peek(1) == UInt32(UInt8(ascii: "{")):
            place += 2
            return .map(try pairs(depth))
        case "\"": return .string(try strings())
        case "'":
            place += 1
            return .atom(SourceTermReader.string(try quoted(until: 39)))
        case "<" where take("<", "<"): return .binary(try segments())
        case "$":
            place += 1
            return .integer(Int64(try character()))
        case "-", "+":
            place += 1
            guard try skipSpace(), let digit = peek, SourceTermReader.isDigit(digit) else {
                throw unexpected("a number")
            }
            return try number(isNegative: first == "-")
        case "0"..."9": return try number(isNegative: false)
        default:
            guard let name = word() else { throw unexpected("a term") }
            return name == "fun" ? try fun() : .atom(name)
        }
    }

    private mutating func terms(until end: Unicode.Scalar, _ depth: Int) throws(ToolError) -> [SourceTerm] {
        _ = try skipSpace()
        if take(end) { return [] }
        var terms: [SourceTerm] = []
        while true {
            terms.append(try term(depth + 1))
            _ = try skipSpace()
            if take(end) { return terms }
            guard take(",") else { throw unexpected("',' or '\(end)'") }
        }
    }

    private mutating func list(_ depth: Int) throws(ToolError) -> SourceTerm.Value {
        _ = try skipSpace()
        if take("]") { return .list([], tail: nil) }
        var elements: [SourceTerm] = []
        while true {
            elements.append(try term(depth + 1))
            _ = try skipSpace()
            if take("]") { return .list(elements, tail: nil) }
            if take("|") {
                let tail = try term(depth + 1)
                try expect("]")
                // `[a | [b]]` is `[a, b]`.
                if case .list(let more, let end) = tail.value { return .list(elements + more, tail: end) }
                return .list(elements, tail: tail)
            }
            guard take(",") else { throw unexpected("',', '|' or ']'") }
        }
    }

    private mutating func pairs(_ depth: Int) throws(ToolError) -> [(SourceTerm, SourceTerm)] {
        _ = try skipSpace()
        if take("}") { return [] }
        var pairs: [(SourceTerm, SourceTerm)] = []
        while true {
            let key = try term(depth + 1)
            guard try skipSpace(), take("=", ">") else { throw unexpected("'=>'") }
            pairs.append((key, try term(depth + 1)))
            _ = try skipSpace()
            if take("}") { return pairs }
            guard take(",") else { throw unexpected("',' or '}'") }
        }
    }

    /// After `fun`: a module's function.
    private mutating func fun() throws(ToolError) -> SourceTerm.Value {
        guard let module = try term(0).atom else { throw error("a module's name should be behind fun") }
        try expect(":")
        guard let function = try term(0).atom else { throw error("a function's name should be behind fun \(module):") }
        try expect("/")
        guard case .integer(let arity) = try term(0).value else { throw error("an arity should be behind '/'") }
        return .fun(module: module, function: function, arity: arity)
    }

    // MARK: Words and numbers

    private static func isDigit(_ character: UInt32) -> Bool { (48...57).contains(character) }

    /// An atom without quotes, or nil.
    private mutating func word() -> String? {
        guard let first = peek.flatMap(Unicode.Scalar.init), first.properties.isLowercase else { return nil }
        let start = place
        while let character = peek.flatMap(Unicode.Scalar.init),
            character.properties.isAlphabetic || character == "_" || character == "@"
                || SourceTermReader.isDigit(character.value)
        {
            place += 1
        }
        return SourceTermReader.string(text[start..<place])
    }

    private mutating func digits(_ base: Int) -> String {
        var digits = ""
        while let character = peek {
            if character == UInt32(UInt8(ascii: "_")), !digits.isEmpty {
                place += 1
                continue
            }
            let digit = SourceTermReader.string([character])
            guard let value = Int(digit, radix: 36), value < base else { break }
            digits += digit
            place += 1
        }
        return digits
    }

    private mutating func number(isNegative: Bool) throws(ToolError) -> SourceTerm.Value {
        var text = digits(10)
        if take("#") {
            guard let base = Int(text), (2...36).contains(base) else { throw error("\(text)# is no base of numbers") }
            text = digits(base)
            guard !text.isEmpty else { throw unexpected("a digit") }
            return .integer(try integer(text, base, isNegative))
        }
        guard peek == UInt32(UInt8(ascii: ".")), let digit = peek(1), SourceTermReader.isDigit(digit) else {
            return .integer(try integer(text, 10, isNegative))
        }
        place += 1
        text += "." + digits(10)
        if take("e") || take("E") {
            text += "e"
            if take("-") { text += "-" } else { _ = take("+") }
            text += digits(10)
        }
        guard let value = Double(text), value.isFinite else { throw error("\(text) is no float") }
        return .float(isNegative ? -value : value)
    }

    private func integer(_ text: String, _ base: Int, _ isNegative: Bool) throws(ToolError) -> Int64 {
        guard let value = Int64((isNegative ? "-" : "") + text, radix: base) else {
            throw error("\(text) has more than 64 bits")
        }
        return value
    }

    // MARK: Text

    /// One string, or several side by side.
    private mutating func strings() throws(ToolError) -> [UInt32] {
        var characters: [UInt32] = []
        repeat {
            place += 1
            characters += try quoted(until: 34)
        } while try skipSpace() && peek == 34
        return characters
    }

    private mutating func quoted(until end: UInt32) throws(ToolError) -> [UInt32] {
        var characters: [UInt32] = []
        while peek != end { characters.append(try character()) }
        place += 1
        return characters
    }

    /// A character of a text, or behind `$`: escapes are those of Erlang.
    private mutating func character() throws(ToolError) -> UInt32 {
        let first = try next()
        guard first == UInt32(UInt8(ascii: "\\")) else { return first }
        let escaped = try next()
        switch Unicode.Scalar(escaped) ?? " " {
        case "n": return 10
        case "r": return 13
        case "t": return 9
        case "v": return 11
        case "b": return 8
        case "f": return 12
        case "e": return 27
        case "s": return 32
        case "d": return 127
        case "^": return try next() & 31
        case "x": return try hexadecimal()
        case "0"..."7":
            var value = escaped - 48
            var count = 1
            while count < 3, let digit = peek, (48...55).contains(digit) {
                value = value * 8 + digit - 48
                place += 1
                count += 1
            }
            return value
        default: return escaped
        }
    }

    private mutating func hexadecimal() throws(ToolError) -> UInt32 {
        let isLong = take("{")
        var text = ""
        while let digit = peek, isLong || text.count < 2, digit < 128,
            Int(SourceTermReader.string([digit]), radix: 16) != nil
        {
            text += SourceTermReader.string([digit])
            place += 1
        }
        guard let value = UInt32(text, radix: 16), Unicode.Scalar(value) != nil, !isLong || take("}") else {
            throw error("\\x\(text) is no character")
        }
        return value
    }

    /// The bytes of a binary, after `<<`: texts and integers of eight bits.
    private mutating func segments() throws(ToolError) -> [UInt8] {
        var bytes: [UInt8] = []
        _ = try skipSpace()
        if take(">", ">") { return bytes }
        while true {
            let segment = try term(0)
            let isUTF8 = take("/")
            if isUTF8, word() != "utf8" { throw error("only /utf8 is known of a binary's segment") }
            switch segment.value {
            case .string(let characters) where isUTF8: bytes += Array(SourceTermReader.string(characters).utf8)
            case .string(let characters): bytes += characters.map { UInt8(truncatingIfNeeded: $0) }
            case .integer(let value): bytes.append(UInt8(truncatingIfNeeded: value))
            default: throw error("a binary has texts and bytes")
            }
            _ = try skipSpace()
            if take(">", ">") { return bytes }
            guard take(",") else { throw unexpected("',' or '>>'") }
        }
    }
}
