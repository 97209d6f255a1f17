/// One atom of a file's table: its text where it lies.
public struct AtomText {
    /// The text's bytes.
    public let bytes: UnsafeRawBufferPointer
    /// Whether each byte is one character (the `Atom` chunk of compilers before OTP 20); otherwise UTF-8.
    public let isLatin1: Bool
    /// The index by which code refers to it, from 1.
    public let index: Int
}

/// The atoms of a `.beam` file in their order; an iterator, as their lengths vary.
///
/// The chunk begins with a count. Since OTP 28 it is negative, and each length is a compact term; before, a length is
/// one byte (`beam_asm` of those releases).
public struct AtomTable {
    /// The number of atoms.
    public let count: Int
    private let isLatin1: Bool
    private let hasCompactLengths: Bool
    private var reader: ByteReader
    private var index = 0

    init(_ chunk: ByteReader, isLatin1: Bool) throws(LoadError) {
        var reader = chunk
        let header = try AtomTable.readCount(&reader)
        count = header.count
        hasCompactLengths = header.hasCompactLengths
        self.isLatin1 = isLatin1
        self.reader = reader
    }

    static func readCount(_ reader: inout ByteReader) throws(LoadError) -> (count: Int, hasCompactLengths: Bool) {
        let value = Int(try reader.i32())
        // Each atom takes at least its length byte. A module has at least its own name.
        let isNegative = value < 0
        guard value != 0, value >= -reader.remaining, value <= reader.remaining else {
            throw reader.error(.badCount, at: 0, detail: value)
        }
        return (isNegative ? -value : value, isNegative)
    }

    /// The next atom, or nil after the last. Throws `truncated`, `badAtomTable`, or `badAtomText` when the text is not
    /// UTF-8 or longer than 255 characters.
    public mutating func next() throws(LoadError) -> AtomText? {
        guard index < count else {
            guard reader.isAtEnd else { throw reader.error(.badAtomTable, detail: count) }
            return nil
        }
        index += 1
        let start = reader.position
        let length = hasCompactLengths ? try CompactTerm.unsigned(&reader) : Int(try reader.u8())
        let text = try reader.slice(length).rest
        guard isLatin1 ? length <= 255 : UTF8Text.isAtomText(text) else {
            throw reader.error(.badAtomText, at: start, detail: index)
        }
        return AtomText(bytes: text, isLatin1: isLatin1, index: index)
    }

    /// The atom of `index`, from 1; walks the table. Throws `atomRange`, and what ``next()`` throws.
    public func atom(_ index: Int) throws(LoadError) -> AtomText {
        guard index >= 1, index <= count else { throw reader.error(.atomRange, at: 0, detail: index) }
        var walker = self
        while let text = try walker.next() {
            if text.index == index { return text }
        }
        throw reader.error(.atomRange, at: 0, detail: index)
    }
}

/// Checks of UTF-8 text.
enum UTF8Text {
    /// Whether `bytes` are well-formed UTF-8 (no overlong form, no surrogate) of at most 255 characters.
    static func isAtomText(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var index = 0
        var characters = 0
        while index < bytes.count {
            let first = bytes[index]
            var length = 1
            if first >= 0x80 {
                let second = index + 1 < bytes.count ? bytes[index + 1] : 0
                switch first {
                case 0xC2...0xDF: length = 2
                case 0xE0: length = second >= 0xA0 ? 3 : 0
                case 0xED: length = second <= 0x9F ? 3 : 0
                case 0xE1...0xEF: length = 3
                case 0xF0: length = second >= 0x90 ? 4 : 0
                case 0xF4: length = second <= 0x8F ? 4 : 0
                case 0xF1...0xF3: length = 4
                default: length = 0
                }
            }
            guard length > 0, length <= bytes.count - index else { return false }
            for offset in 1..<max(1, length) where bytes[index + offset] & 0xC0 != 0x80 { return false }
            index += length
            characters += 1
        }
        return characters <= 255
    }
}
