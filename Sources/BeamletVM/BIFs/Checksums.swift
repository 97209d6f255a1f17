// erlang: CRC-32 (RFC 1952, section 8) and Adler-32 (RFC 1950, section 9) of iodata.

/// A checksum of 32 bits.
enum Checksum {
    case crc32
    case adler32

    /// What the checksum of no bytes is.
    var initial: UInt32 { self == .crc32 ? 0 : 1 }

    /// The checksum of bytes behind those of which `sum` is the checksum.
    func update(_ sum: UInt32, _ bytes: BitSpan) -> UInt32 {
        var index = 0
        if self == .crc32 {
            // What each half of a byte comes to. A table of all bytes would be a kilobyte.
            var table = InlineArray<16, UInt32>(repeating: 0)
            while index < 16 {
                var entry = UInt32(index)
                var bit = 0
                while bit < 4 {
                    entry = entry &>> 1 ^ (entry & 1 == 0 ? 0 : Self.polynomial)
                    bit += 1
                }
                table[index] = entry
                index += 1
            }
            var rest = ~sum
            index = 0
            while index < bytes.byteCount {
                rest ^= UInt32(bytes.byte(index))
                rest = rest &>> 4 ^ table[Int(rest & 15)]
                rest = rest &>> 4 ^ table[Int(rest & 15)]
                index += 1
            }
            return ~rest
        }
        var a = sum & 0xFFFF
        var b = sum &>> 16
        while index < bytes.byteCount {
            // As many sums as cannot overflow 32 bits.
            let end = min(bytes.byteCount, index + 5552)
            while index < end {
                a = a &+ UInt32(bytes.byte(index))
                b = b &+ a
                index += 1
            }
            a %= Self.adlerBase
            b %= Self.adlerBase
        }
        return b &<< 16 | a
    }

    /// The checksum of bytes with the checksum `first` followed by `count` bytes with the checksum `second`.
    func combine(_ first: UInt32, _ second: UInt32, count: UInt32) -> UInt32 {
        if self == .adler32 {
            if count == 0 { return first }
            let base = Self.adlerBase
            let rest = count % base
            var a = (first & 0xFFFF) &+ (second & 0xFFFF) &+ base &- 1
            var b = (rest &* (first & 0xFFFF)) % base &+ (first &>> 16) &+ (second &>> 16) &+ base &- rest
            // As zlib does it, which matters for words that are no checksums.
            if a >= base { a = a &- base }
            if a >= base { a = a &- base }
            if b >= base &* 2 { b = b &- base &* 2 }
            if b >= base { b = b &- base }
            return b &<< 16 | a
        }
        // The first checksum is multiplied with x to the power of the number of bits that follow.
        var power: UInt32 = 1 &<< 31
        var square: UInt32 = 1 &<< 23
        var left = count
        while left != 0 {
            if left & 1 == 1 { power = Self.product(power, square) }
            square = Self.product(square, square)
            left &>>= 1
        }
        return Self.product(first, power) ^ second
    }

    /// The CRC's polynomial, highest power of x in the lowest bit.
    private static var polynomial: UInt32 { 0xEDB8_8320 }
    /// The largest prime number below 2^16.
    private static var adlerBase: UInt32 { 65521 }

    /// The product of two polynomials modulo the CRC's.
    @inline(never)
    private static func product(_ a: UInt32, _ b: UInt32) -> UInt32 {
        var product: UInt32 = 0
        var factor = b
        var bit: UInt32 = 1 &<< 31
        while bit != 0 {
            if a & bit != 0 { product ^= factor }
            factor = factor &>> 1 ^ (factor & 1 == 0 ? 0 : polynomial)
            bit &>>= 1
        }
        return product
    }
}

extension Machine {
    @inline(never)
    mutating func erlang_crc32_1(_ a: Arguments) -> Term { checksum(.crc32, Checksum.crc32.initial, of: a[0]) }
    @inline(never)
    mutating func erlang_crc32_2(_ a: Arguments) -> Term { continueChecksum(.crc32, a) }
    @inline(never)
    mutating func erlang_crc32_combine_3(_ a: Arguments) -> Term { combineChecksums(.crc32, a) }
    @inline(never)
    mutating func erlang_adler32_1(_ a: Arguments) -> Term { checksum(.adler32, Checksum.adler32.initial, of: a[0]) }
    @inline(never)
    mutating func erlang_adler32_2(_ a: Arguments) -> Term { continueChecksum(.adler32, a) }
    @inline(never)
    mutating func erlang_adler32_combine_3(_ a: Arguments) -> Term { combineChecksums(.adler32, a) }

    private mutating func checksum(_ kind: Checksum, _ start: UInt32, of data: Term) -> Term {
        var sum = start
        var walk = IODataWalk(data)
        while walk.nextPart(&self) {
            sum = kind.update(sum, walk.part)
            charge(walk.part.byteCount &>> 1)
        }
        return walk.end(&self) ? makeInteger(UInt64(sum), live: live) : .none
    }

    private mutating func continueChecksum(_ kind: Checksum, _ a: Arguments) -> Term {
        guard let start = uint32(a[0]) else { return fail(.badarg) }
        return checksum(kind, start, of: a[1])
    }

    private mutating func combineChecksums(_ kind: Checksum, _ a: Arguments) -> Term {
        guard let first = uint32(a[0]), let second = uint32(a[1]), let count = uint32(a[2]) else {
            return fail(.badarg)
        }
        return makeInteger(UInt64(kind.combine(first, second, count: count)), live: live)
    }
}
