/// Compression into zlib streams (RFC 1950, 1951): byte for byte what zlib's `compress2` makes of the same bytes at the
/// same level, because `term_to_binary` promises its result.
///
/// What makes the bytes exact is zlib's search: hash chains over three bytes with its hash, its limits of length and distance for
/// each level, its window of 64 KB that moves by 32 KB (a match at the very first position of the window is never
/// found), blocks of 16,383 symbols, and Huffman codes built by its heap (`HuffmanCodes`). What is different is memory: the
/// input is in one piece and serves as the window, and the hash table of a small input is small; its chains then hold
/// several hashes, and those that zlib's table would keep apart are passed over uncounted.
public enum Deflate {
    /// Bytes that `zlib` needs beside input and output: 5 KB and five to six for each byte of input, at most 180 KB.
    public static func workspaceBytes(for count: Int) -> Int {
        Deflater.tableBytes(count) + HuffmanCodes.bytes + Deflater.symbols(count) * 3
    }

    /// Compresses `input` at a level of 1 to 9. Answers how many bytes were written, or nil where `output` is too
    /// small. `workspace` has `workspaceBytes(for:)` bytes, aligned to four.
    public static func zlib(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer, level: Int,
        workspace: UnsafeMutableRawPointer
    ) -> Int? {
        zlib(input, into: output, level: level, workspace: workspace, Pace())
    }

    /// The same at the pace of a machine; nil also where its process is to end.
    static func zlib(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer, level: Int,
        workspace: UnsafeMutableRawPointer, _ pace: Pace
    ) -> Int? {
        var writer = BitWriter(output: output)
        writer.byte(0x78)
        writer.byte(level < 2 ? 0x01 : level < 6 ? 0x5E : level == 6 ? 0x9C : 0xDA)
        var deflater = Deflater(input, workspace: workspace, level: level, writer: writer, pace)
        deflater.run()
        writer = deflater.codes.writer
        var checksum = Inflate.adler32(input, &deflater.codes.pace)
        for _ in 0..<4 {
            writer.byte(UInt8(truncatingIfNeeded: checksum &>> 24))
            checksum &<<= 8
        }
        return writer.count <= output.count && !deflater.codes.pace.isCut ? writer.count : nil
    }
}

/// Bits into bytes, least significant first. What does not fit is counted only.
struct BitWriter {
    let output: UnsafeMutableRawBufferPointer
    /// Bytes so far; more than there is room for when they did not fit.
    private(set) var count = 0
    private var bits: UInt32 = 0
    private var bitCount = 0

    init(output: UnsafeMutableRawBufferPointer) { self.output = output }

    @inline(never)
    mutating func byte(_ byte: UInt8) {
        if count < output.count { output[count] = byte }
        count += 1
    }

    /// At most 16 bits.
    @inline(never)
    mutating func write(_ value: Int, _ length: Int) {
        bits |= UInt32(truncatingIfNeeded: value) &<< UInt32(truncatingIfNeeded: bitCount)
        bitCount += length
        while bitCount >= 8 {
            byte(UInt8(truncatingIfNeeded: bits))
            bits &>>= 8
            bitCount -= 8
        }
    }

    /// Fills the last byte up with zeros.
    mutating func align() {
        if bitCount > 0 { write(0, 8 - bitCount) }
    }
}

/// The search for matches. Positions count from the window's beginning, as in zlib; 0 is no position.
private struct Deflater {
    private let input: UnsafePointer<UInt8>
    private let count: Int
    /// Where the window begins in the input, and how many bytes it has.
    private var base = 0
    private var filled = 0
    private var position = 0
    /// Where the block begins; negative where the window has left it behind.
    private var blockStart = 0

    private let heads: UnsafeMutablePointer<UInt16>
    private let headMask: Int
    private let previous: UnsafeMutablePointer<UInt16>
    private let previousMask: Int
    fileprivate var codes: HuffmanCodes

    private let level: Int
    /// zlib's limits for the level: chains are searched less when a match of that length is there, no search with a match
    /// of that length, no further search with one of that length, most candidates.
    private let good: Int
    private let lazy: Int
    private let nice: Int
    private let chain: Int
    private var matchStart = 0

    private static let window = 32_768
    private static let least = 3
    private static let most = 258
    private static let lookaheadWanted = most + least + 1
    private static let farthest = window - lookaheadWanted

    /// The smallest power of two that is `count` or more, at most the window's size.
    private static func entries(_ count: Int) -> Int {
        var size = 256
        while size < count && size < window { size *= 2 }
        return size
    }
    /// Chains get one bucket for every four bytes of input; from a full window on, one for each of zlib's hashes.
    private static func headCount(_ count: Int) -> Int { count >= window ? window : entries(count / 4) }

    static func tableBytes(_ count: Int) -> Int { (headCount(count) + entries(count)) * 2 }
    /// Symbols of a block.
    static func symbols(_ count: Int) -> Int { min(count + 1, 16_383) }

    init(
        _ input: UnsafeRawBufferPointer, workspace: UnsafeMutableRawPointer, level: Int, writer: BitWriter,
        _ pace: Pace
    ) {
        count = input.count
        // An empty buffer may have no address; it is never read.
        self.input = (input.baseAddress ?? UnsafeRawPointer(workspace)).assumingMemoryBound(to: UInt8.self)
        heads = workspace.assumingMemoryBound(to: UInt16.self)
        headMask = Deflater.headCount(count) - 1
        previous = heads + headMask + 1
        previousMask = Deflater.entries(count) - 1
        for index in 0...headMask { heads[index] = 0 }
        codes = HuffmanCodes(
            workspace + Deflater.tableBytes(count), capacity: Deflater.symbols(count), writer: writer,
            pace: pace)
        self.level = level
        switch level {
        case 1: (good, lazy, nice, chain) = (4, 4, 8, 4)
        case 2: (good, lazy, nice, chain) = (4, 5, 16, 8)
        case 3: (good, lazy, nice, chain) = (4, 6, 32, 32)
        case 4: (good, lazy, nice, chain) = (4, 4, 16, 16)
        case 5: (good, lazy, nice, chain) = (8, 16, 32, 32)
        case 6: (good, lazy, nice, chain) = (8, 16, 128, 128)
        case 7: (good, lazy, nice, chain) = (8, 32, 128, 256)
        case 8: (good, lazy, nice, chain) = (32, 128, 258, 1024)
        default: (good, lazy, nice, chain) = (32, 258, 258, 4096)
        }
    }

    private var lookahead: Int { filled - position }
    private func byte(_ position: Int) -> UInt8 { input[base + position] }

    /// Up to level 3 each match is taken as it is found; above only where the next position has no longer one.
    mutating func run() {
        let isLazy = level > 3
        var length = Deflater.least - 1
        // The byte before `position` is still to be added.
        var isPending = false
        while hasMore() {
            let candidate = lookahead >= Deflater.least ? insert() : 0
            let before = isLazy ? length : Deflater.least - 1
            let startBefore = matchStart
            length = Deflater.least - 1
            if candidate != 0 && before < lazy && position &- candidate <= Deflater.farthest {
                length = longestMatch(candidate, better: before)
                // A match of three far away costs more than three literals.
                if isLazy && length == Deflater.least && position &- matchStart > 4096 { length = Deflater.least - 1 }
            }
            if isLazy && (before < Deflater.least || length > before) {
                if isPending { codes.addLiteral(byte(position &- 1)) }
                isPending = true
                if codes.isFull { endBlock(isLast: false) }
                position &+= 1
                continue
            }
            if !isLazy && length < Deflater.least {
                codes.addLiteral(byte(position))
            } else {
                let taken = isLazy ? before : length
                codes.addMatch(
                    distance: isLazy ? position &- 1 &- startBefore : position &- matchStart, length: taken)
                // Without laziness long matches are not entered: `lazy` is that limit then.
                var lastInsert = filled &- Deflater.least
                if !isLazy && (taken > lazy || lookahead &- taken < Deflater.least) { lastInsert = -1 }
                var left = isLazy ? taken &- 2 : taken &- 1
                while left > 0 {
                    position &+= 1
                    if position <= lastInsert { _ = insert() }
                    left &-= 1
                }
                isPending = false
                length = Deflater.least - 1
            }
            position &+= 1
            if codes.isFull { endBlock(isLast: false) }
        }
        if isPending { codes.addLiteral(byte(position &- 1)) }
        endBlock(isLast: true)
    }

    /// Lets the window see more where little is ahead. False: all has been seen.
    private mutating func hasMore() -> Bool {
        guard codes.pace.step() else { return false }
        while lookahead < Deflater.lookaheadWanted {
            if position >= Deflater.window + Deflater.farthest { slide() }
            let more = min(count - base - filled, 2 * Deflater.window - filled)
            if more == 0 { break }
            filled += more
        }
        return lookahead > 0
    }

    /// Moves the window on.
    private mutating func slide() {
        base += Deflater.window
        filled -= Deflater.window
        position -= Deflater.window
        matchStart -= Deflater.window
        blockStart -= Deflater.window
        // Both tables lie side by side.
        for index in 0...headMask + previousMask + 1 {
            heads[index] = heads[index] < 0x8000 ? 0 : heads[index] - 0x8000
            if index & 15 == 0 { _ = codes.pace.step() }
        }
    }

    /// zlib's hash of the three bytes at `position`: 15 bits.
    private func hash(_ position: Int) -> Int {
        (Int(byte(position)) &<< 10 ^ Int(byte(position + 1)) &<< 5 ^ Int(byte(position + 2))) & 0x7FFF
    }

    /// Enters the position. Answers the last one before with the same hash.
    private mutating func insert() -> Int {
        let hash = hash(position)
        let last = Int(heads[hash & headMask])
        previous[position & previousMask] = UInt16(truncatingIfNeeded: last)
        heads[hash & headMask] = UInt16(truncatingIfNeeded: position)
        return sameHash(last, hash)
    }

    /// The first of a chain whose hash is that one: in a smaller table others lie between.
    private mutating func sameHash(_ candidate: Int, _ hash: Int) -> Int {
        _ = codes.pace.step()
        if headMask == 0x7FFF { return candidate }
        var candidate = candidate
        while candidate != 0 && self.hash(candidate) != hash {
            candidate = Int(previous[candidate & previousMask])
            _ = codes.pace.step()
        }
        return candidate
    }

    /// The length of the longest match that is longer than `better`, and sets `matchStart`; or at most `better`.
    private mutating func longestMatch(_ first: Int, better: Int) -> Int {
        let hash = hash(position)
        let limit = max(0, position - Deflater.farthest)
        let wanted = min(nice, lookahead)
        let longest = min(Deflater.most, lookahead)
        var best = better
        var left = better >= good ? chain &>> 2 : chain
        var candidate = first
        repeat {
            if best < longest && byte(candidate + best) == byte(position + best) {
                var length = 0
                while length < longest && byte(candidate + length) == byte(position + length) { length += 1 }
                if length > best {
                    matchStart = candidate
                    best = length
                    if length >= wanted { break }
                }
            }
            candidate = sameHash(Int(previous[candidate & previousMask]), hash)
            left -= 1
        } while candidate > limit && left != 0
        return min(best, lookahead)
    }

    private mutating func endBlock(isLast: Bool) {
        let stored =
            blockStart >= 0
            ? UnsafeBufferPointer(start: input + base + blockStart, count: position - blockStart) : nil
        codes.writeBlock(stored: stored, isLast: isLast)
        blockStart = position
    }
}
