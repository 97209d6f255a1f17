/// Characters as UTF-8 (RFC 3629).
enum UTF8Coding {
    /// What stands at a place: a character and its bytes, nothing that can begin one, or the beginning of one whose bytes are not
    /// all there (what is there need not be right).
    enum Character {
        case valid(UInt32, bytes: Int)
        case invalid
        case incomplete
    }

    /// Whether a number is a character: no surrogate, and not above U+10FFFF.
    @inline(__always)
    static func isCharacter(_ number: UInt32) -> Bool { number <= 0x10FFFF && number & ~0x7FF != 0xD800 }

    /// Bytes of a character that begins with a byte above 127; 0: none does.
    static func length(lead: UInt8) -> Int {
        if lead & 0xE0 == 0xC0 { return 2 }
        if lead & 0xF0 == 0xE0 { return 3 }
        return lead & 0xF8 == 0xF0 ? 4 : 0
    }

    /// Reads the character at byte `index` of a span.
    @inline(__always)
    static func read(_ span: BitSpan, at index: Int) -> Character {
        let lead = span.byte(index)
        return lead < 0x80 ? .valid(UInt32(lead), bytes: 1) : readLong(span, at: index)
    }

    @inline(never)
    private static func readLong(_ span: BitSpan, at index: Int) -> Character {
        let lead = span.byte(index)
        let length = length(lead: lead)
        if length == 0 { return .invalid }
        if index &+ length > span.byteCount { return .incomplete }
        var character = UInt32(lead) & (0x7F &>> UInt32(truncatingIfNeeded: length))
        var step = 1
        while step < length {
            let byte = span.byte(index &+ step)
            if byte & 0xC0 != 0x80 { return .invalid }
            character = character &<< 6 | UInt32(byte & 0x3F)
            step &+= 1
        }
        // Not in more bytes than are needed.
        let least: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
        return character >= least && isCharacter(character) ? .valid(character, bytes: length) : .invalid
    }

    /// Bytes that a character takes.
    @inline(__always)
    static func length(_ character: UInt32) -> Int {
        character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4
    }

    /// Writes a character and returns the address after it.
    @inline(never)
    static func write(_ character: UInt32, to address: Address) -> Address {
        var place = address
        if character < 0x80 {
            Bits.setByte(place, character)
            return place &+ 1
        }
        var shift: UInt32 = character < 0x800 ? 6 : character < 0x10000 ? 12 : 18
        // A lead byte begins with as many ones as there are bytes.
        Bits.setByte(place, character &>> shift | (0xFF80 &>> (shift / 6)) & 0xFF)
        while shift > 0 {
            shift = shift &- 6
            place = place &+ 1
            Bits.setByte(place, 0x80 | character &>> shift & 0x3F)
        }
        return place &+ 1
    }
}
