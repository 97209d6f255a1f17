import BeamletVM

/// An AVM pack: modules and plain files in one file, as `packbeam` and the plug-ins of `rebar3` and `mix` write them.
///
/// After a 24-byte header come entries: size (of the whole entry), flags, a reserved word, the name and a zero byte, padded
/// to four bytes, then the data, padded to four. The last has size 0 and the name `end`.
struct AVMPack {
    struct Entry: Equatable {
        /// `lists.beam`, `app/priv/page.html`.
        let name: String
        let flags: UInt32
        /// A module's form, or a plain file's bytes (without the length that precedes them in the pack).
        let data: [UInt8]
        /// Bytes that the entry takes in the pack, its header included.
        let size: Int
        /// Where the entry begins in the pack.
        let offset: Int

        var isCode: Bool { flags & AVMPack.codeFlag != 0 }
        var isStart: Bool { flags & AVMPack.startFlag != 0 }
    }

    static let startFlag: UInt32 = 1
    static let codeFlag: UInt32 = 2
    /// Newer tools set it for plain files; older ones set no flag.
    static let plainFileFlag: UInt32 = 4

    static let header = Array("#!/usr/bin/env AtomVM\n".utf8) + [0, 0]

    let entries: [Entry]

    /// Reads the pack in `bytes`. Throws a ``ToolError`` that names `file` and the offset.
    init(_ bytes: [UInt8], file: String) throws {
        guard bytes.starts(with: AVMPack.header) else {
            throw ToolError("\(file): not an AVM pack: it does not begin with \"#!/usr/bin/env AtomVM\"")
        }
        var parser = Parser(bytes: bytes, file: file, offset: AVMPack.header.count)
        var entries: [Entry] = []
        while let entry = try parser.next() { entries.append(entry) }
        self.entries = entries
    }

    private struct Parser {
        let bytes: [UInt8]
        let file: String
        var offset: Int

        func malformed(_ what: String, at place: Int) -> ToolError {
            ToolError("\(file): offset \(place): \(what)")
        }

        func word(_ place: Int) -> UInt32 {
            bytes[place..<place + 4].reduce(0) { $0 << 8 | UInt32($1) }
        }

        mutating func next() throws -> Entry? {
            let start = offset
            guard bytes.count - start >= 4 else {
                throw malformed("the pack ends without its \"end\" entry", at: start)
            }
            let size = Int(word(start))
            if size == 0 { return nil }
            guard size % 4 == 0, size >= 16 else { throw malformed("\(size) is no size of an entry", at: start) }
            guard size <= bytes.count - start else {
                throw malformed("the entry has \(size) bytes, but the pack only \(bytes.count - start) more", at: start)
            }
            let end = start + size
            let flags = word(start + 4)
            guard let nameEnd = bytes[(start + 12)..<end].firstIndex(of: 0) else {
                throw malformed("the entry's name does not end", at: start + 12)
            }
            guard let name = String(validating: bytes[(start + 12)..<nameEnd], as: UTF8.self), !name.isEmpty else {
                throw malformed("the entry's name is empty or not UTF-8", at: start + 12)
            }
            let dataStart = min(end, (nameEnd + 4) & ~3)
            offset = end
            let isCode = flags & AVMPack.codeFlag != 0
            let data = isCode ? try form(dataStart, end, name) : try plainFile(dataStart, end, name)
            return Entry(name: name, flags: flags, data: data, size: size, offset: start)
        }

        /// A module's bytes; some tools put more zero bytes before it than padding needs.
        private func form(_ start: Int, _ end: Int, _ name: String) throws -> [UInt8] {
            guard let first = bytes[start..<end].firstIndex(where: { $0 != 0 }),
                bytes[first..<end].starts(with: Array("FOR1".utf8))
            else { throw malformed("\(name) has the flag of code, but is no module", at: start) }
            return Array(bytes[first..<end])
        }

        private func plainFile(_ start: Int, _ end: Int, _ name: String) throws -> [UInt8] {
            guard end - start >= 4 else { throw malformed("\(name) has no length", at: start) }
            let length = Int(word(start))
            guard length <= end - start - 4 else {
                throw malformed("\(name) has \(length) bytes, but its entry only \(end - start - 4)", at: start)
            }
            return Array(bytes[(start + 4)..<(start + 4 + length)])
        }
    }
}
