// unicode: what is native there. The rest is OTP's own unicode.erl.

/// Reads characters out of chardata: lists of characters and of binaries in one encoding, nested in any way. A character's bytes may
/// be spread over binaries that follow each other.
private struct CharacterReader {
    /// How reading ended.
    enum End {
        case done
        /// The bytes of a character are missing at the end: `leftover`.
        case incomplete
        /// There is no character at the walk's place.
        case wrong
        /// This is no chardata, or there is no memory: the machine's `action` says it.
        case failed
    }

    /// What becomes of the characters.
    enum Target {
        case count
        case utf8
        case list
    }

    var walk: IODataWalk
    private let isLatin1: Bool
    private let target: Target
    /// Where the next character is written.
    private(set) var end: Address
    /// Characters so far.
    private(set) var characters = 0
    /// Bytes that they take in UTF-8, when they are counted.
    private(set) var bytes = 0
    /// Bytes of a character whose other bytes must be in the next binary, the first in the highest bits; and how many they are.
    private(set) var leftover: UInt32 = 0
    private(set) var leftoverCount = 0
    /// Which byte of the binary at the walk's place begins no character.
    private(set) var wrongByte = 0

    init(_ data: Term, isLatin1: Bool, _ target: Target, to place: Address = 0) {
        walk = IODataWalk(data, .chardata)
        self.isLatin1 = isLatin1
        self.target = target
        end = place
    }

    @inline(__always)
    private mutating func take(_ character: UInt32) {
        characters &+= 1
        switch target {
        case .count:
            bytes &+= UTF8Coding.length(character)
        case .utf8:
            end = UTF8Coding.write(character, to: end)
        case .list:
            store(Term(small: Int(character)), end)
            store(Term(list: end &+ 8), end &+ 4)
            end = end &+ 8
        }
    }

    /// Reads all, or up to what is wrong.
    mutating func run(_ machine: inout Machine) -> End {
        var steps: UInt32 = 0
        while true {
            machine.step(&steps, 100)
            let item = walk.next(&machine)
            if item.isSmall {
                let character = item.bits &>> 2
                guard leftoverCount == 0, isLatin1 ? character <= 0xFF : UTF8Coding.isCharacter(character) else {
                    wrongByte = 0
                    return .wrong
                }
                take(character)
            } else if item.isBitstring {
                guard take(item.bitSpan, &machine) else { return .wrong }
            } else if item.isNil {
                return leftoverCount == 0 ? .done : isLeftoverRight ? .incomplete : .wrong
            } else {
                wrongByte = 0
                return item.isNone ? .failed : .wrong
            }
        }
    }

    /// Takes the characters of a binary. False: one is wrong.
    private mutating func take(_ span: BitSpan, _ machine: inout Machine) -> Bool {
        let count = span.byteCount
        var index = 0
        if leftoverCount > 0 {
            let missing = UTF8Coding.length(lead: UInt8(leftover &>> 24)) &- leftoverCount
            wrongByte = 0
            var bytes = leftover
            while index < min(missing, count) {
                bytes |= UInt32(span.byte(index)) &<< UInt32(truncatingIfNeeded: 24 &- (leftoverCount &+ index) &* 8)
                index &+= 1
            }
            if count < missing {
                leftover = bytes
                leftoverCount &+= count
                return true
            }
            storeWord(bytes.bigEndian, machine.scratch)
            let read = UTF8Coding.read(BitSpan(machine.scratch, at: 0, length: (leftoverCount &+ missing) &* 8), at: 0)
            guard case .valid(let character, _) = read else { return false }
            take(character)
            leftoverCount = 0
            leftover = 0
        }
        var steps: UInt32 = 0
        while index < count {
            machine.step(&steps, 100)
            if isLatin1 {
                take(UInt32(span.byte(index)))
                index &+= 1
                continue
            }
            switch UTF8Coding.read(span, at: index) {
            case .valid(let character, let bytes):
                take(character)
                index &+= bytes
            case .invalid:
                wrongByte = index
                return false
            case .incomplete:
                while index < count {
                    leftover |= UInt32(span.byte(index)) &<< UInt32(truncatingIfNeeded: 24 &- leftoverCount &* 8)
                    leftoverCount &+= 1
                    index &+= 1
                }
            }
        }
        return true
    }

    /// Whether what is left over may be the beginning of a character: all bytes after the first must be such as follow one.
    private var isLeftoverRight: Bool {
        var index = 1
        while index < leftoverCount {
            if leftover &>> UInt32(truncatingIfNeeded: 24 &- index &* 8) & 0xC0 != 0x80 { return false }
            index &+= 1
        }
        return true
    }
}

extension Machine {
    /// Whether all bytes of a binary are below 128; `false` for what is no binary.
    @inline(never)
    mutating func unicode_bin_is_7bit_1(_ a: Arguments) -> Term {
        guard isBinary(a[0]) else { return .false }
        let bytes = a[0].bitSpan
        charge(bytes.byteCount &>> 5)
        var index = 0
        while index < bytes.byteCount {
            if bytes.byte(index) > 0x7F { return .false }
            index &+= 1
        }
        return .true
    }

    /// `characters_to_binary(Data, InEncoding)`, to UTF-8.
    @inline(never)
    mutating func unicode_characters_to_binary_2(_ a: Arguments) -> Term { convert(a, toList: false) }
    @inline(never)
    mutating func unicode_characters_to_list_2(_ a: Arguments) -> Term { convert(a, toList: true) }

    private mutating func convert(_ a: Arguments, toList: Bool) -> Term {
        guard a[1] == .latin1 || a[1] == .utf8 || a[1] == .unicode else {
            return convertElsewhere(a, toList ? .charactersToListInt : .charactersToBinaryInt)
        }
        let isLatin1 = a[1] == .latin1
        // A list of one binary is as good as that, also where it shows.
        let isWrapped = !toList && a[0].isList && a[0].tail.isNil && a[0].head.isBitstring
        var counter = CharacterReader(isWrapped ? a[0].head : a[0], isLatin1: isLatin1, .count)
        var ended = counter.run(&self)
        let depth = counter.walk.outer.count
        if ended == .wrong {
            // What is no chardata at all counts more.
            var rest = counter.walk.next(&self)
            while rest.isSmall || rest.isBoxed { rest = counter.walk.next(&self) }
            if rest.isNone { ended = .failed }
        }
        let characters = counter.characters
        let bytes = counter.bytes
        guard counter.walk.end(&self), ended != .failed else { return .none }

        // The result, behind the live registers; behind it the data, in a register of its own.
        let result = x &+ UInt32(truncatingIfNeeded: live &+ 3) &* 4
        let data = result &+ 4
        store(.nil, result)
        if !toList {
            let subject = isWrapped ? a[0].head : a[0]
            if ended == .done, subject.isBitstring, bytes == subject.bitSpan.byteCount { return subject }
            let binary = makeBinary(bytes: bytes, live: live)
            if binary.isNone { return .none }
            store(binary, result)
        }
        // Beside the list: what there is to tell of an error, with a part of a binary of 64 bytes.
        let extra = ended == .done ? 0 : depth * 2 + 18 + 3 + 2 * 3 + 4
        guard ensure((toList ? characters * 2 : 0) + extra, live: live + 1) else { return failOutOfMemory() }

        let start = toList ? process(current).pointee.heapTop : load(result).bitSpan.address
        store(isWrapped ? a[0].head : a[0], data)
        var reader = CharacterReader(load(data), isLatin1: isLatin1, toList ? .list : .utf8, to: start)
        ended = reader.run(&self)
        if ended == .failed {
            _ = reader.walk.end(&self)
            return .none
        }
        if toList, characters > 0 {
            store(.nil, reader.end &- 4)
            process(current).pointee.heapTop = reader.end
            store(Term(list: start), result)
        }
        guard ended != .done else {
            _ = reader.walk.end(&self)
            return load(result)
        }

        var rest = reader.walk.place
        let isAtEnd = rest.isNil
        if reader.wrongByte > 0, !isAtEnd {
            let tail = rest.isList ? rest.tail : Term.none
            store(rest.isList ? rest.head : rest, data)
            let length = load(data).bitSpan.length
            let first = reader.wrongByte * 8
            rest = makeSubBitstring(of: data, from: first, length: length - first, live: live + 2)
            if tail.isSomething { rest = makeCell(rest, tail) }
        }
        while let tail = reader.walk.popOuter() { rest = makeCell(rest, tail) }
        if reader.leftoverCount > 0 {
            let bits = reader.leftoverCount * 8
            let leftover = makeBitstring(bits: bits, live: live + 1)
            Bits.write(reader.leftover &>> UInt32(32 - bits), leftover.boxedAddress &+ 8, at: 0, count: bits)
            rest = isAtEnd ? leftover : makeCell(leftover, makeCell(rest, .nil))
        }
        _ = reader.walk.end(&self)
        return makeTuple(ended == .incomplete ? .incomplete : .error, load(result), rest)
    }

    /// Lets the function of unicode.erl do it that knows the other encodings. Without it: `badarg`.
    private mutating func convertElsewhere(_ a: Arguments, _ function: Term) -> Term {
        guard exists(.unicode, function, 2) else { return fail(.badarg) }
        guard ensure(4, live: live) else { return failOutOfMemory() }
        let list = makeCell(a[0], makeCell(a[1], .nil))
        store(.unicode, x &+ 12)
        store(function, x &+ 16)
        store(list, x &+ 20)
        return goOn(at: applyList(returnTo: leave()))
    }
}
