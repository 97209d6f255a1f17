// Characters as the bits of bitstrings: UTF-8, UTF-16, UTF-32 (The Unicode Standard, section 3.9).

/// A character that was read, and the bits that it took; 0: there is none.
struct DecodedCharacter {
    var value: UInt32
    var bits: Int

    static var none: DecodedCharacter { DecodedCharacter(value: 0, bits: 0) }
}

enum UnicodeBits {
    /// Whether a number is a character that has an encoding.
    static func isScalar(_ value: UInt32) -> Bool { value < 0xD800 || value &- 0xE000 < 0x11_0000 &- 0xE000 }

    /// Whether a term is such a character.
    static func isScalar(_ term: Term) -> Bool { term.isSmall && isScalar(term.bits &>> 2) }

    /// The character at the start of a span. Shortest forms only.
    static func decodeUTF8(_ span: BitSpan) -> DecodedCharacter {
        guard span.length >= 8 else { return .none }
        let first = UInt32(span.byte(0))
        if first < 0x80 { return DecodedCharacter(value: first, bits: 8) }
        let more = first < 0xC2 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : first < 0xF5 ? 3 : 0
        guard more > 0, span.length >= 8 &+ more &* 8 else { return .none }
        var value = first & (0x3F &>> UInt32(truncatingIfNeeded: more))
        var index = 1
        while index <= more {
            let next = UInt32(span.byte(index))
            guard next & 0xC0 == 0x80 else { return .none }
            value = value &<< 6 | next & 0x3F
            index = index &+ 1
        }
        // Two bytes are right as they are: the first was 0xC2 at least.
        guard isScalar(value), more == 1 || value >= (more == 2 ? 0x800 : 0x1_0000) else { return .none }
        return DecodedCharacter(value: value, bits: 8 &+ more &* 8)
    }

    private static func unit(_ span: BitSpan, _ position: Int, _ count: Int, _ isLittle: Bool) -> UInt32 {
        Bits.read(span.address, at: span.offset &+ position, count: count, isLittle: isLittle)
    }

    /// The character at the start of a span.
    static func decodeUTF16(_ span: BitSpan, isLittle: Bool) -> DecodedCharacter {
        guard span.length >= 16 else { return .none }
        let first = unit(span, 0, 16, isLittle)
        if isScalar(first) { return DecodedCharacter(value: first, bits: 16) }
        guard first < 0xDC00, span.length >= 32 else { return .none }
        let second = unit(span, 16, 16, isLittle)
        guard second & 0xFC00 == 0xDC00 else { return .none }
        return DecodedCharacter(value: (first & 0x3FF) &<< 10 &+ 0x1_0000 | second & 0x3FF, bits: 32)
    }

    /// The character at the start of a span.
    static func decodeUTF32(_ span: BitSpan, isLittle: Bool) -> DecodedCharacter {
        guard span.length >= 32 else { return .none }
        let value = unit(span, 0, 32, isLittle)
        return isScalar(value) ? DecodedCharacter(value: value, bits: 32) : .none
    }

    /// Bytes of a character in UTF-8; 4 for what is none.
    static func sizeUTF8(_ term: Term) -> Int {
        guard term.isSmall else { return 4 }
        let value = term.bits &>> 2
        return value < 0x80 ? 1 : value < 0x800 ? 2 : value < 0x1_0000 ? 3 : 4
    }

    /// Bytes of a character in UTF-16.
    static func sizeUTF16(_ term: Term) -> Int { term.isSmall && term.bits &>> 2 >= 0x1_0000 ? 4 : 2 }

    /// Writes a character in UTF-8; it must have that encoding. Returns the bits.
    static func encodeUTF8(_ value: UInt32, _ address: Address, at position: Int) -> Int {
        let size = sizeUTF8(Term(small: Int(value)))
        if size == 1 {
            Bits.write(value, address, at: position, count: 8)
            return 8
        }
        var index = size
        var rest = value
        var word: UInt32 = 0
        while index > 1 {
            index = index &- 1
            word |= (rest & 0x3F | 0x80) &<< UInt32(truncatingIfNeeded: (size &- 1 &- index) &* 8)
            rest = rest &>> 6
        }
        let first = (0xF00 &>> UInt32(truncatingIfNeeded: size)) & 0xFF | rest
        word |= first &<< UInt32(truncatingIfNeeded: (size &- 1) &* 8)
        Bits.write(word, address, at: position, count: size &* 8)
        return size &* 8
    }

    /// Writes a character in UTF-16. Returns the bits.
    static func encodeUTF16(_ value: UInt32, _ address: Address, at position: Int, isLittle: Bool) -> Int {
        let isPair = value >= 0x1_0000
        var unit = isPair ? 0xD800 | (value &- 0x1_0000) &>> 10 : value
        Bits.write(unit, address, at: position, count: 16, isLittle: isLittle)
        if !isPair { return 16 }
        unit = 0xDC00 | value & 0x3FF
        Bits.write(unit, address, at: position &+ 16, count: 16, isLittle: isLittle)
        return 32
    }
}
