// erlang: atoms to text and back.

/// How a binary holds an atom's text.
private enum TextEncoding {
    case latin1
    case utf8

    /// The encoding that a BIF's argument names.
    init?(_ term: Term) {
        switch term {
        case .latin1: self = .latin1
        case .utf8, .unicode: self = .utf8
        default: return nil
        }
    }
}

/// The text of an atom that is being read: characters of UTF-8 in free memory.
private struct AtomSpelling {
    /// Most characters of an atom.
    static let limit = 255
    /// Words for as many characters of four bytes.
    static let words = 255

    let start: Address
    var end: Address
    /// Characters so far.
    var count = 0

    init(at start: Address) {
        self.start = start
        end = start
    }

    /// Takes a character, or answers false where there are too many.
    mutating func take(_ character: UInt32) -> Bool {
        if count == Self.limit { return false }
        count += 1
        end = UTF8Coding.write(character, to: end)
        return true
    }

    var name: AtomName {
        AtomName(bytes: UnsafePointer(rawPointer(start).assumingMemoryBound(to: UInt8.self)), count: Int(end &- start))
    }
}

extension Machine {
    @inline(never)
    mutating func erlang_atom_to_list_1(_ a: Arguments) -> Term {
        guard a[0].isAtom else { return fail(.badarg) }
        return listOfCharacters(atomText(a[0]), live: live)
    }

    /// The characters of a text that lies outside of all heaps. There is room for `extra` words more then.
    mutating func listOfCharacters(_ name: AtomName, live: Int, extra: Int = 0) -> Term {
        guard ensure(name.count * 2 + extra, live: live) else { return failOutOfMemory() }
        // Backwards over UTF-8: bytes 10xxxxxx belong to the character before them.
        var list = Term.nil
        var index = name.count
        while index > 0 {
            var shift: UInt32 = 0
            var character: UInt32 = 0
            index -= 1
            while name.bytes[index] & 0xC0 == 0x80 {
                character |= UInt32(name.bytes[index] & 0x3F) &<< shift
                shift += 6
                index -= 1
            }
            let mask: UInt32 = shift == 0 ? 0x7F : 0x7F &>> (shift / 6 &+ 1)
            character |= (UInt32(name.bytes[index]) & mask) &<< shift
            list = makeCell(Term(small: Int(character)), list)
        }
        return list
    }

    @inline(never)
    mutating func erlang_atom_to_binary_1(_ a: Arguments) -> Term { atomToBinary(a, .utf8) }

    @inline(never)
    mutating func erlang_atom_to_binary_2(_ a: Arguments) -> Term {
        guard let encoding = TextEncoding(a[1]) else { return fail(.badarg) }
        return atomToBinary(a, encoding)
    }

    private mutating func atomToBinary(_ a: Arguments, _ encoding: TextEncoding) -> Term {
        guard a[0].isAtom else { return fail(.badarg) }
        let name = atomText(a[0])
        let source = Address(UInt(bitPattern: name.bytes))
        let binary = makeBinary(copyOf: source, bytes: name.count, live: live)
        if binary.isNone || encoding == .utf8 { return binary }
        // Latin-1 is written over what it is made of: it takes no more bytes.
        let text = binary.bitSpan
        var read = 0
        var written = text.address
        while case .valid(let character, let bytes) = read < name.count ? UTF8Coding.read(text, at: read) : .invalid {
            guard character <= 0xFF else { return fail(.badarg) }
            Bits.setByte(written, character)
            written = written &+ 1
            read += bytes
        }
        return truncate(binary, bits: Int(written &- text.address) * 8)
    }

    @inline(never)
    mutating func erlang_list_to_atom_1(_ a: Arguments) -> Term { listToAtom(a, existing: false) }
    @inline(never)
    mutating func erlang_list_to_existing_atom_1(_ a: Arguments) -> Term { listToAtom(a, existing: true) }

    private mutating func listToAtom(_ a: Arguments, existing: Bool) -> Term {
        guard ensure(AtomSpelling.words, live: live) else { return failOutOfMemory() }
        var text = AtomSpelling(at: process(current).pointee.heapTop)
        var isTooLong = false
        var rest = a[0]
        while rest.isList {
            guard rest.head.isSmall, UTF8Coding.isCharacter(rest.head.bits &>> 2) else { return fail(.badarg) }
            if !text.take(rest.head.bits &>> 2) {
                isTooLong = true
                // A list that is no string is no string first; its other characters are not looked at.
                while rest.isList { rest = rest.tail }
                break
            }
            rest = rest.tail
        }
        guard rest.isNil else { return fail(.badarg) }
        return atom(text, isTooLong: isTooLong, existing: existing)
    }

    @inline(never)
    mutating func erlang_binary_to_atom_1(_ a: Arguments) -> Term { binaryToAtom(a, .utf8, existing: false) }
    @inline(never)
    mutating func erlang_binary_to_existing_atom_1(_ a: Arguments) -> Term { binaryToAtom(a, .utf8, existing: true) }

    @inline(never)
    mutating func erlang_binary_to_atom_2(_ a: Arguments) -> Term {
        guard let encoding = TextEncoding(a[1]) else { return fail(.badarg) }
        return binaryToAtom(a, encoding, existing: false)
    }

    @inline(never)
    mutating func erlang_binary_to_existing_atom_2(_ a: Arguments) -> Term {
        guard let encoding = TextEncoding(a[1]) else { return fail(.badarg) }
        return binaryToAtom(a, encoding, existing: true)
    }

    private mutating func binaryToAtom(_ a: Arguments, _ encoding: TextEncoding, existing: Bool) -> Term {
        guard isBinary(a[0]) else { return fail(.badarg) }
        guard ensure(AtomSpelling.words, live: live) else { return failOutOfMemory() }
        var text = AtomSpelling(at: process(current).pointee.heapTop)
        let bytes = a[0].bitSpan
        var index = 0
        while index < bytes.byteCount {
            if text.count == AtomSpelling.limit { return atom(text, isTooLong: true, existing: existing) }
            var character = UInt32(bytes.byte(index))
            var length = 1
            if encoding == .utf8 {
                guard case .valid(let read, let bytes) = UTF8Coding.read(bytes, at: index) else { return fail(.badarg) }
                character = read
                length = bytes
            }
            _ = text.take(character)
            index += length
        }
        return atom(text, isTooLong: false, existing: existing)
    }

    /// The atom of a text. Fails with `badarg` where it must exist and does not, and with `system_limit` where it cannot be made.
    private mutating func atom(_ text: AtomSpelling, isTooLong: Bool, existing: Bool) -> Term {
        if existing { return isTooLong ? fail(.badarg) : atoms.find(text.name) ?? fail(.badarg) }
        if isTooLong { return fail(.systemLimit) }
        var reason = AtomFailure.noMemory
        if let atom = intern(text.name, failure: &reason) { return atom }
        return reason == .tableFull ? fail(.systemLimit) : failOutOfMemory()
    }
}
