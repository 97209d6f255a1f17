/// Decompression of zlib streams (RFC 1950) and of raw deflate streams (RFC 1951).
///
/// Distances reach back into the output, so that the tables of the codes are all the memory that it needs. In a process they lie in
/// the arena, since others are to run on the same stack meanwhile, of which a board has little; in a loader they lie on it.
public enum Inflate {
    /// Bytes of the tables, which are aligned to two.
    static let tablesBytes = InflateStream.codeNumbers * 2 + InflateStream.mostSymbols

    /// Decompresses a zlib stream into all of `output`, and checks its Adler-32.
    ///
    /// The reader ends after the checksum; what follows is not looked at, as `zlib:uncompress/1` does.
    /// Throws `truncated`, one of the `zlib` or `deflate` codes, or `uncompressedSize` when the stream does not hold
    /// exactly as many bytes as `output` does; then the contents of `output` are meaningless.
    public static func zlib(
        _ input: inout ByteReader, into output: UnsafeMutableRawBufferPointer
    ) throws(LoadError) {
        try withTables { tables, pace throws(LoadError) in
            try zlib(&input, into: output, tables: tables, &pace)
        }
    }

    /// The same at the pace of a machine. Throws also where its process is to end.
    @inline(never)
    static func zlib(
        _ input: inout ByteReader, into output: UnsafeMutableRawBufferPointer, tables: UnsafeMutableRawPointer,
        _ pace: inout Pace
    ) throws(LoadError) {
        let start = input.position
        let method = try input.u8()
        let flags = try input.u8()
        let isDeflate = method & 0x0F == 8 && method >> 4 <= 7
        let isChecked = (Int(method) << 8 | Int(flags)) % 31 == 0
        let hasDictionary = flags & 0x20 != 0
        guard isDeflate, isChecked, !hasDictionary else { throw input.error(.zlibHeader, at: start) }
        let produced = try deflate(&input, into: output, tables: tables, &pace)
        guard produced == output.count else {
            throw input.error(.uncompressedSize, detail: output.count)
        }
        let checksumOffset = input.position
        guard try input.u32() == adler32(UnsafeRawBufferPointer(output), &pace) else {
            throw input.error(.zlibChecksum, at: checksumOffset)
        }
    }

    /// Decompresses a raw deflate stream into the beginning of `output` and returns how many bytes it held.
    /// Throws as ``zlib(_:into:)`` does.
    static func deflate(
        _ input: inout ByteReader, into output: UnsafeMutableRawBufferPointer
    ) throws(LoadError) -> Int {
        try withTables { tables, pace throws(LoadError) in
            try deflate(&input, into: output, tables: tables, &pace)
        }
    }

    /// Lends tables on the stack (an inline array takes no computed size; the compiler knows whether it is enough), and the pace of
    /// who has no machine.
    @inline(__always)
    private static func withTables<Result>(
        _ body: (UnsafeMutableRawPointer, inout Pace) throws(LoadError) -> Result
    ) throws(LoadError) -> Result {
        var tables = InlineArray<256, UInt32>(repeating: 0)
        precondition(MemoryLayout.size(ofValue: tables) >= tablesBytes)
        return try withUnsafeMutablePointer(to: &tables) { tables throws(LoadError) in
            var pace = Pace()
            return try body(UnsafeMutableRawPointer(tables), &pace)
        }
    }

    private static func deflate(
        _ input: inout ByteReader, into output: UnsafeMutableRawBufferPointer, tables: UnsafeMutableRawPointer,
        _ pace: inout Pace
    ) throws(LoadError) -> Int {
        var stream = InflateStream(input: input, output: output, tables: tables, pace)
        defer { pace = stream.pace }
        try stream.run()
        input = stream.bits.input
        return stream.produced
    }

    /// The Adler-32 checksum (RFC 1950, section 9) of `bytes`.
    public static func adler32(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        var pace = Pace()
        return adler32(bytes, &pace)
    }

    @inline(never)
    static func adler32(_ bytes: UnsafeRawBufferPointer, _ pace: inout Pace) -> UInt32 {
        var low: UInt32 = 1
        var high: UInt32 = 0
        var index = 0
        while index < bytes.count {
            // A step. `high` could pass 32 bits only after 5,552 additions.
            let stop = index + min(16, bytes.count - index)
            _ = pace.step()
            while index < stop {
                low &+= UInt32(bytes[index])
                high &+= low
                index += 1
            }
            low %= 65521
            high %= 65521
        }
        return high << 16 | low
    }
}

/// The input, bit by bit.
private struct BitReader {
    var input: ByteReader
    /// What is left of the current byte, behind a one: 1 where nothing is.
    private var rest: UInt32 = 1

    init(_ input: ByteReader) { self.input = input }

    /// The next bit. A byte is only taken when its bits are wanted.
    @inline(__always)
    mutating func bit() throws(LoadError) -> Int {
        if rest == 1 { rest = UInt32(try input.u8()) | 0x100 }
        let bit = rest & 1
        rest &>>= 1
        return Int(truncatingIfNeeded: bit)
    }

    /// The next `wanted` bits, least significant first.
    @inline(never)
    mutating func take(_ wanted: Int) throws(LoadError) -> Int {
        var value = 0
        for place in 0..<wanted { value |= try bit() &<< place }
        return value
    }

    /// Leaves out the rest of the current byte.
    mutating func alignToByte() { rest = 1 }
}

/// One decompression.
private struct InflateStream {
    var bits: BitReader
    let output: UnsafeMutableRawBufferPointer
    var produced = 0
    private(set) var pace: Pace
    /// Two canonical prefix codes, one behind the other: of each how many codes there are of each length (16 numbers), and the
    /// symbols in the order of their codes.
    private let codes: UnsafeMutablePointer<UInt16>
    /// Where the code for literals and lengths begins, with up to 288 symbols; and that for distances, with up to 32.
    private static let literals = 0
    private static let distances = 16 + 288
    /// Numbers of both codes, and symbols.
    fileprivate static let codeNumbers = distances + 16 + 32
    fileprivate static let mostSymbols = 288 + 32
    /// How many bits each symbol of the codes has, those of literals and lengths first.
    private let lengths: UnsafeMutablePointer<UInt8>

    init(input: ByteReader, output: UnsafeMutableRawBufferPointer, tables: UnsafeMutableRawPointer, _ pace: Pace) {
        codes = tables.assumingMemoryBound(to: UInt16.self)
        lengths = (tables + Self.codeNumbers * 2).assumingMemoryBound(to: UInt8.self)
        bits = BitReader(input)
        self.output = output
        self.pace = pace
    }

    mutating func run() throws(LoadError) {
        var isLast = false
        while !isLast {
            isLast = try bits.take(1) == 1
            switch try bits.take(2) {
            case 0: try storedBlock()
            case 1: try compressedBlock(isFixed: true)
            case 2: try compressedBlock(isFixed: false)
            default: throw bits.input.error(.deflateBlockType)
            }
        }
        bits.alignToByte()
    }

    /// Makes the code at `code` the one in which symbol `i` has `lengths[start + i]` bits; answers whether there is such a code.
    ///
    /// A code may be incomplete only when it has at most one symbol, of one bit, as zlib allows.
    @inline(never)
    private mutating func build(_ code: Int, from start: Int, count: Int, mustBeComplete: Bool = false) -> Bool {
        for length in 0..<16 { codes[code + length] = 0 }
        for symbol in 0..<count { codes[code + Int(lengths[start + symbol])] += 1 }
        let used = count - Int(codes[code])
        codes[code] = 0
        var left = 1
        for length in 1..<16 {
            left = (left << 1) - Int(codes[code + length])
            guard left >= 0 else { return false }
        }
        let isSingle = used == 0 || (used == 1 && codes[code + 1] == 1)
        guard left == 0 || (isSingle && !mustBeComplete) else { return false }
        var next = InlineArray<16, UInt16>(repeating: 0)
        for length in 1..<15 { next[length + 1] = next[length] + codes[code + length] }
        for symbol in 0..<count where lengths[start + symbol] != 0 {
            let length = Int(lengths[start + symbol])
            codes[code + 16 + Int(next[length])] = UInt16(symbol)
            next[length] += 1
        }
        return true
    }

    /// The next symbol: codes of one length are consecutive numbers, so each added bit needs one comparison.
    @inline(never)
    private mutating func nextSymbol(_ code: Int) throws(LoadError) -> Int {
        guard pace.step() else { throw bits.input.error(.deflateSymbol) }
        var value = 0
        var first = 0
        var index = code + 16
        for length in 1..<16 {
            value |= try bits.bit()
            let count = Int(codes[code + length])
            if value - first < count { return Int(codes[index + value - first]) }
            index += count
            first = (first + count) << 1
            value <<= 1
        }
        throw bits.input.error(.deflateSymbol)
    }

    private mutating func storedBlock() throws(LoadError) {
        bits.alignToByte()
        let start = bits.input.position
        let length = try bits.take(16)
        let complement = try bits.take(16)
        guard length == ~complement & 0xFFFF else { throw bits.input.error(.deflateStoredLength, at: start) }
        for _ in 0..<length { try put(try bits.input.u8()) }
    }

    private mutating func put(_ byte: UInt8) throws(LoadError) {
        guard pace.step(), produced < output.count else {
            throw bits.input.error(.uncompressedSize, detail: output.count)
        }
        output[produced] = byte
        produced += 1
    }

    @inline(never)
    private mutating func compressedBlock(isFixed: Bool) throws(LoadError) {
        var literalCount = 288
        var distanceCount = 32
        if isFixed {
            for symbol in 0..<Self.mostSymbols {
                lengths[symbol] = symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : symbol < 288 ? 8 : 5
            }
        } else {
            literalCount = try bits.take(5) + 257
            distanceCount = try bits.take(5) + 1
            guard literalCount <= 286, distanceCount <= 30 else { throw bits.input.error(.deflateCodeLengths) }
            try readLengths(literalCount + distanceCount)
        }
        guard build(Self.literals, from: 0, count: literalCount),
            build(Self.distances, from: literalCount, count: distanceCount)
        else { throw bits.input.error(.deflateCodeLengths) }
        try copy()
    }

    /// Reads the `total` code lengths of a dynamic block (RFC 1951, section 3.2.7). The code in which they themselves
    /// are written is for that time where that of literals is.
    private mutating func readLengths(_ total: Int) throws(LoadError) {
        let order: StaticString = """
            \u{10}\u{11}\u{12}\u{0}\u{8}\u{7}\u{9}\u{6}\u{A}\u{5}\u{B}\u{4}\u{C}\u{3}\u{D}\u{2}\u{E}\u{1}\u{F}
            """
        for index in 0..<19 { lengths[index] = 0 }
        let given = try bits.take(4) + 4
        for index in 0..<given {
            lengths[Int(order.utf8Start[index])] = UInt8(try bits.take(3))
        }
        guard build(Self.literals, from: 0, count: 19, mustBeComplete: true) else {
            throw bits.input.error(.deflateCodeLengths)
        }
        var index = 0
        while index < total {
            let symbol = try nextSymbol(Self.literals)
            var value: UInt8 = 0
            var repeats = 1
            switch symbol {
            case 0...15:
                value = UInt8(symbol)
            case 16:
                guard index > 0 else { throw bits.input.error(.deflateCodeLengths) }
                value = lengths[index - 1]
                repeats = try bits.take(2) + 3
            case 17:
                repeats = try bits.take(3) + 3
            default:
                repeats = try bits.take(7) + 11
            }
            guard repeats <= total - index else { throw bits.input.error(.deflateCodeLengths) }
            for _ in 0..<repeats {
                lengths[index] = value
                index += 1
            }
        }
        // Without a code for the end of the block it could not end.
        guard lengths[256] != 0 else { throw bits.input.error(.deflateCodeLengths) }
    }

    private mutating func copy() throws(LoadError) {
        while true {
            let symbol = try nextSymbol(Self.literals)
            if symbol < 256 {
                try put(UInt8(symbol))
                continue
            }
            if symbol == 256 { return }
            guard symbol < 286 else { throw bits.input.error(.deflateSymbol) }
            // Symbol 285 alone means 258.
            let length = try (symbol == 285 ? 255 : extended(symbol - 257, 2)) + 3
            let distanceSymbol = try nextSymbol(Self.distances)
            guard distanceSymbol < 30 else { throw bits.input.error(.deflateSymbol) }
            let distance = try extended(distanceSymbol, 1) + 1
            guard distance <= produced else { throw bits.input.error(.deflateDistance, detail: distance) }
            guard length <= output.count - produced else {
                throw bits.input.error(.uncompressedSize, detail: output.count)
            }
            // Byte by byte on purpose: a match may overlap its own output.
            for index in 0..<length {
                if index & 15 == 15 { _ = pace.step() }
                output[produced] = output[produced - distance]
                produced += 1
            }
        }
    }

    /// RFC 1951, section 3.2.5: the codes come in groups of two to the power of `shift`, of which each has one extra bit more than the
    /// one before, but for the first two, which have none.
    @inline(never)
    private mutating func extended(_ code: Int, _ shift: Int) throws(LoadError) -> Int {
        let group = 1 &<< shift
        if code < group { return code }
        let extra = (code &>> shift) - 1
        return try bits.take(extra) + ((group + (code & (group - 1))) &<< extra)
    }
}
