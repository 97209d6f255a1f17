// erlang: terms to the external term format and back.

/// What `term_to_binary/2` is asked for.
private struct ExternalOptions {
    var version = 2
    /// zlib's level; 0: not compressed.
    var level = 0
    var isDeterministic = false
    var isLocal = false
    /// Whether a list of binaries is wanted.
    var isVector = false
}

extension Machine {
    /// What stands behind the tag of a term that only this node is to read.
    private static let localMark: UInt32 = 0x424D_4C54

    // MARK: Writing

    @inline(never)
    mutating func erlang_term_to_binary_1(_ a: Arguments) -> Term { externalTerm(a, ExternalOptions()) }

    @inline(never)
    mutating func erlang_term_to_binary_2(_ a: Arguments) -> Term {
        var options = ExternalOptions()
        return readOptions(a[1], into: &options) ? externalTerm(a, options) : fail(.badarg)
    }

    @inline(never)
    mutating func erlang_term_to_iovec_1(_ a: Arguments) -> Term { externalTerm(a, ExternalOptions(isVector: true)) }

    @inline(never)
    mutating func erlang_term_to_iovec_2(_ a: Arguments) -> Term {
        var options = ExternalOptions(isVector: true)
        return readOptions(a[1], into: &options) ? externalTerm(a, options) : fail(.badarg)
    }

    /// A list of the parts of the binary in the X register behind the live ones: bitstrings of more than 64 bytes are parts of their
    /// own, as on the BEAM.
    private mutating func split(_ encoder: inout ExternalEncoder, from start: Int) -> Term {
        let slot = x &+ UInt32(truncatingIfNeeded: live &+ 3) &* 4
        let list = slot &+ 4
        store(.nil, list)
        var end = load(slot).bitSpan.byteCount
        while end > 0 {
            let begin = (encoder.splits.pop() ?? start &* -1) &+ start
            if begin == end { continue }
            let part = makeSubBitstring(of: slot, from: begin &* 8, length: (end &- begin) &* 8, live: live &+ 2)
            if part.isNone { return part }
            store(part, list &+ 4)
            guard ensure(2, live: live &+ 3) else { return failOutOfMemory() }
            store(makeCell(load(list &+ 4), load(list)), list)
            end = begin
        }
        return load(list)
    }

    @inline(never)
    mutating func erlang_external_size_1(_ a: Arguments) -> Term { externalSize(a, ExternalOptions()) }

    @inline(never)
    mutating func erlang_external_size_2(_ a: Arguments) -> Term {
        var options = ExternalOptions()
        return readOptions(a[1], into: &options) ? externalSize(a, options) : fail(.badarg)
    }

    private mutating func externalSize(_ a: Arguments, _ options: ExternalOptions) -> Term {
        var encoder = ExternalEncoder()
        encoder.version = options.version
        guard encode(a[0], &encoder) else { return .none }
        charge(encoder.count / 16)
        return Term(small: encoder.count &+ (options.isLocal ? 6 : 1))
    }

    /// Puts what a list asks for into `options`. False: it is no list of options.
    @inline(never)
    private mutating func readOptions(_ list: Term, into options: inout ExternalOptions) -> Bool {
        var rest = list
        while rest.isList {
            let option = rest.head
            rest = rest.tail
            if option.isTuple {
                guard option.header.words == 2, option.element(1).isSmall else { return false }
                let value = option.element(1).smallValue
                switch word(option.element(0), in: "minor_version compressed") {
                case 0 where 0...2 ~= value: options.version = value
                case 1 where 0...9 ~= value: options.level = value
                default: return false
                }
            } else {
                switch word(option, in: "compressed deterministic local") {
                case 0: options.level = 6
                case 1: options.isDeterministic = true
                case 2: options.isLocal = true
                default: return false
                }
            }
        }
        return rest.isNil && !(options.isLocal && options.isDeterministic)
    }

    private mutating func externalTerm(_ a: Arguments, _ options: ExternalOptions) -> Term {
        var encoder = ExternalEncoder()
        encoder.version = options.version
        encoder.isDeterministic = options.isDeterministic
        guard encode(a[0], &encoder) else { return .none }
        let size = encoder.count
        if options.level != 0, !options.isLocal {
            let term = compressedTerm(a, encoder, options.level)
            if term.isNone || !term.isNil && !options.isVector { return term }
            if !term.isNil {
                store(term, x &+ UInt32(truncatingIfNeeded: live &+ 3) &* 4)
                return split(&encoder, from: 0)
            }
        }
        let prefix = options.isLocal ? 6 : 1
        let binary = makeBinary(bytes: size &+ prefix, live: live)
        if binary.isNone { return binary }
        encoder.place = binary.bitSpan.address
        encoder.u8(ExternalTag.version)
        if options.isLocal {
            encoder.u8(ExternalTag.local)
            encoder.u32(Self.localMark)
        }
        if !options.isVector { return encode(a[0], &encoder) ? binary : .none }
        store(binary, x &+ UInt32(truncatingIfNeeded: live &+ 3) &* 4)
        encoder.isSplit = true
        encoder.count = 0
        let list = encode(a[0], &encoder) ? split(&encoder, from: prefix) : .none
        encoder.splits.release(&self)
        return list
    }

    /// The term, compressed; nil where that is no shorter, or where the memory for compressing is not there: then it is written as it
    /// is, as OTP does in the first case.
    private mutating func compressedTerm(_ a: Arguments, _ counted: ExternalEncoder, _ level: Int) -> Term {
        let size = counted.count
        let room = size &- 5
        if room <= 0 { return .nil }
        let block = allocate(bytes: (size &+ 3 & ~3) &+ (room &+ 3 & ~3) &+ Deflate.workspaceBytes(for: size))
        if block == 0 { return .nil }
        defer { free(block) }
        var encoder = counted
        encoder.place = block
        guard encode(a[0], &encoder) else { return .none }
        let output = block &+ UInt32(truncatingIfNeeded: size &+ 3 & ~3)
        let input = UnsafeRawBufferPointer(start: rawPointer(block), count: size)
        let compressed = UnsafeMutableRawBufferPointer(start: rawPointer(output), count: room)
        let workspace = rawPointer(output &+ UInt32(truncatingIfNeeded: room &+ 3 & ~3))
        // What lies in this block stays where it is while others run.
        let length = withUnsafeMutablePointer(to: &self) {
            Deflate.zlib(input, into: compressed, level: level, workspace: workspace, Pace($0))
        }
        guard let length else { return .nil }
        let binary = makeBinary(bytes: length &+ 6, live: live)
        if binary.isNone { return binary }
        encoder.place = binary.bitSpan.address
        encoder.u8(ExternalTag.version)
        encoder.u8(ExternalTag.compressed)
        encoder.u32(size)
        encoder.bytes(rawPointer(output), length)
        return binary
    }

    // MARK: Reading

    @inline(never)
    mutating func erlang_binary_to_term_1(_ a: Arguments) -> Term {
        var used = 0
        return readExternal(a, isSafe: false, used: &used)
    }

    @inline(never)
    mutating func erlang_binary_to_term_2(_ a: Arguments) -> Term {
        var isSafe = false
        var wantsUsed = false
        var rest = a[1]
        while rest.isList {
            switch word(rest.head, in: "safe used") {
            case 0: isSafe = true
            case 1: wantsUsed = true
            default: return failBadarg(cause: "badopt")
            }
            rest = rest.tail
        }
        guard rest.isNil else { return failBadarg(cause: "badopt") }
        var used = 0
        let term = readExternal(a, isSafe: isSafe, used: &used)
        if term.isNone || !wantsUsed { return term }
        a[0] = term
        guard ensure(3, live: live) else { return failOutOfMemory() }
        return makeTuple(a[0], Term(small: used))
    }

    /// The term of a binary, and how many bytes it takes there. The bytes that are read lie behind the arguments, which a stack trace
    /// may show.
    private mutating func readExternal(_ a: Arguments, isSafe: Bool, used: inout Int) -> Term {
        guard isBinary(a[0]) else { return fail(.badarg) }
        let slot = x &+ UInt32(truncatingIfNeeded: live &+ 3) &* 4
        store(a[0], slot)
        if !a[0].bitSpan.isAligned {
            // Bytes are easier to read where they are bytes.
            let copy = makeBinary(bytes: a[0].bitSpan.byteCount, live: live)
            if copy.isNone { return copy }
            a[0].bitSpan.copy(to: copy.bitSpan.address)
            store(copy, slot)
        }
        let bytes = load(slot).bitSpan
        guard bytes.byteCount >= 2, UInt32(bytes.byte(0)) == ExternalTag.version else { return fail(.badarg) }
        switch UInt32(bytes.byte(1)) {
        case ExternalTag.compressed:
            return readCompressed(slot, isSafe: isSafe, used: &used)
        case ExternalTag.local:
            guard bytes.byteCount > 6, bytes.bits(at: 16, count: 32) == Self.localMark else { return fail(.badarg) }
            return decode(slot, from: 6, isSafe: isSafe, position: &used, live: live &+ 1)
        default:
            return decode(slot, from: 1, isSafe: isSafe, position: &used, live: live &+ 1)
        }
    }

    private mutating func readCompressed(_ slot: Address, isSafe: Bool, used: inout Int) -> Term {
        let packed = load(slot).bitSpan
        guard packed.byteCount > 6 else { return fail(.badarg) }
        let size = Int(truncatingIfNeeded: packed.bits(at: 16, count: 32))
        // Deflate cannot shrink by more than 1,032 times.
        guard size >= 0, size / 1032 <= packed.byteCount else { return fail(.badarg) }
        let content = makeBinary(bytes: size, live: live &+ 1)
        if content.isNone { return content }
        let source = load(slot).bitSpan
        store(content, slot)
        let block = allocate(bytes: Inflate.tablesBytes)
        guard block != 0 else { return failOutOfMemory() }
        defer { free(block) }
        let tables = rawPointer(block)
        var reader = ByteReader(base: rawPointer(source.address &+ 6), count: source.byteCount &- 6)
        let output = UnsafeMutableRawBufferPointer(start: rawPointer(content.bitSpan.address), count: size)
        var isCut = false
        let isRead = withUnsafeMutablePointer(to: &self) { machine in
            var pace = Pace(machine)
            defer { isCut = pace.isCut }
            do throws(LoadError) {
                try Inflate.zlib(&reader, into: output, tables: tables, &pace)
                return true
            } catch {
                return false
            }
        }
        if isCut { return .none }
        guard isRead else { return fail(.badarg) }
        used = 6 &+ reader.position
        var end = 0
        return decode(slot, from: 0, isSafe: isSafe, position: &end, live: live &+ 1)
    }
}
