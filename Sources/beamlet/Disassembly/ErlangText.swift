/// Terms as Erlang source writes them.
enum ErlangText {
    private static let reserved: Set<String> = [
        "after", "and", "andalso", "band", "begin", "bnot", "bor", "bsl", "bsr", "bxor", "case", "catch", "cond",
        "div", "else", "end", "fun", "if", "let", "maybe", "not", "of", "or", "orelse", "receive", "rem", "try",
        "when", "xor",
    ]

    /// An atom, in quotes where it needs them.
    static func atom(_ name: String) -> String {
        let beginsLow = name.unicodeScalars.first.map { ("a"..."z").contains($0) } ?? false
        let isPlain = beginsLow && name.unicodeScalars.allSatisfy(isPlainCharacter)
        return isPlain && !reserved.contains(name) ? name : quoted(name, "'")
    }

    private static func isPlainCharacter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "_", "@": return true
        default: return false
        }
    }

    /// `module:function/arity`.
    static func function(_ module: String, _ name: String, _ arity: Int) -> String {
        "\(atom(module)):\(atom(name))/\(arity)"
    }

    /// Text between quotes, special characters escaped.
    static func quoted(_ text: String, _ quote: Unicode.Scalar) -> String {
        var result = String(quote)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\u{1B}": result += "\\e"
            case "\\": result += "\\\\"
            case quote: result += "\\\(quote)"
            case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value):
                result += "\\x{\(String(scalar.value, radix: 16, uppercase: true))}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + String(quote)
    }

    /// A binary: as text when it is printable ASCII, else its bytes.
    static func binary(_ bytes: some Collection<UInt8>) -> String {
        if bytes.isEmpty { return "<<>>" }
        if bytes.allSatisfy({ (0x20...0x7E).contains($0) || $0 == 0x0A || $0 == 0x09 }) {
            return "<<\(quoted(String(decoding: bytes, as: UTF8.self), "\""))>>"
        }
        return "<<\(bytes.map(String.init).joined(separator: ","))>>"
    }

    /// A float, with digits on both sides of its point.
    static func float(_ value: Double) -> String {
        let text = "\(value)"
        guard let mark = text.firstIndex(of: "e") else { return text }
        var digits = String(text[..<mark])
        if !digits.contains(".") { digits += ".0" }
        let exponent = Int(text[text.index(after: mark)...]) ?? 0
        return "\(digits)e\(exponent)"
    }

    /// The decimal digits of a magnitude, most significant byte first, with a sign.
    static func integer(magnitude: some Collection<UInt8>, isNegative: Bool) -> String {
        // Nine decimal digits at a time, least significant first.
        var groups: [UInt64] = [0]
        for byte in magnitude {
            var carry = UInt64(byte)
            for index in groups.indices {
                let value = groups[index] << 8 + carry
                groups[index] = value % 1_000_000_000
                carry = value / 1_000_000_000
            }
            if carry > 0 { groups.append(carry) }
        }
        while groups.count > 1, groups.last == 0 { groups.removeLast() }
        var text = String(groups[groups.count - 1])
        for group in groups.dropLast().reversed() { text += String(group + 1_000_000_000).dropFirst() }
        return isNegative && text != "0" ? "-\(text)" : text
    }

    /// The decimal digits of a two's complement number, most significant byte first.
    static func integer(twosComplement bytes: [UInt8]) -> String {
        guard let first = bytes.first, first >= 0x80 else { return integer(magnitude: bytes, isNegative: false) }
        var magnitude = bytes.map { ~$0 }
        for index in magnitude.indices.reversed() {
            magnitude[index] &+= 1
            if magnitude[index] != 0 { break }
        }
        // Only -256^n comes out as all zeros: its magnitude has one more byte.
        let isPower = magnitude.allSatisfy { $0 == 0 }
        return integer(magnitude: isPower ? [1] + magnitude : magnitude, isNegative: true)
    }
}
