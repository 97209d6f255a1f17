/// Reading, writing, copying and comparing bits at any place. A bit's position counts from the most significant bit of the byte at
/// an address, as bitstrings are written. Nothing here allocates; all lengths may be zero.
public enum Bits {
    @inline(__always)
    static func byte(_ address: Address) -> UInt32 { UInt32(rawPointer(address).load(as: UInt8.self)) }

    @inline(__always)
    static func setByte(_ address: Address, _ value: UInt32) {
        rawPointer(address).storeBytes(of: UInt8(truncatingIfNeeded: value), as: UInt8.self)
    }

    /// The address of the byte in which a position lies.
    @inline(__always)
    static func place(_ address: Address, _ position: Int) -> Address {
        address &+ UInt32(truncatingIfNeeded: position &>> 3)
    }

    /// The unsigned big-endian number in the `count` (up to 32) bits from `position` on. Touches only bytes that have some of them.
    @inline(never)
    public static func read(_ address: Address, at position: Int, count: Int) -> UInt32 {
        if count <= 0 { return 0 }
        var place = place(address, position)
        var have = 8 &- (position & 7)
        var value = byte(place) & ((1 &<< UInt32(truncatingIfNeeded: have)) &- 1)
        if count <= have { return value &>> UInt32(truncatingIfNeeded: have &- count) }
        place = place &+ 1
        while have &+ 8 <= count {
            value = value &<< 8 | byte(place)
            place = place &+ 1
            have = have &+ 8
        }
        let rest = UInt32(truncatingIfNeeded: count &- have)
        return rest == 0 ? value : value &<< rest | byte(place) &>> (8 &- rest)
    }

    /// Writes the low `count` (up to 32) bits of a number, most significant first, at `position`. The bits around them stay.
    @inline(never)
    public static func write(_ value: UInt32, _ address: Address, at position: Int, count: Int) {
        var place = place(address, position)
        var left = count
        var free = 8 &- (position & 7)
        while left > 0 {
            let taken = min(free, left)
            left = left &- taken
            let chunk = value &>> UInt32(truncatingIfNeeded: left)
            if taken == 8 {
                setByte(place, chunk)
            } else {
                let shift = UInt32(truncatingIfNeeded: free &- taken)
                let mask = ((1 &<< UInt32(truncatingIfNeeded: taken)) &- 1) &<< shift
                setByte(place, byte(place) & ~mask | (chunk &<< shift) & mask)
            }
            place = place &+ 1
            free = 8
        }
    }

    /// Copies bytes between places that do not overlap, or overlap with the destination lower.
    @_optimize(speed)
    @inline(never)
    public static func copyBytes(from source: Address, to destination: Address, count: Int) {
        var from = source
        var to = destination
        let end = to &+ UInt32(truncatingIfNeeded: max(count, 0))
        if count >= 8 {
            while to & 3 != 0 {
                setByte(to, byte(from))
                from = from &+ 1
                to = to &+ 1
            }
            while end &- to >= 4 {
                storeWord(rawPointer(from).loadUnaligned(as: UInt32.self), to)
                from = from &+ 4
                to = to &+ 4
            }
        }
        while to != end {
            setByte(to, byte(from))
            from = from &+ 1
            to = to &+ 1
        }
    }

    /// Copies `count` bits from one position to another. The places do not overlap, or overlap with the destination lower. The bits
    /// around the destination stay.
    @inline(never)
    public static func copy(
        from source: Address, at sourcePosition: Int, to destination: Address, at position: Int, count: Int
    ) {
        if count <= 0 { return }
        var from = sourcePosition
        var to = position
        var left = count
        let head = min((0 &- to) & 7, left)
        if head != 0 {
            write(read(source, at: from, count: head), destination, at: to, count: head)
            from = from &+ head
            to = to &+ head
            left = left &- head
        }
        let bytes = left &>> 3
        if bytes > 0 {
            let target = place(destination, to)
            let origin = place(source, from)
            let shift = UInt32(truncatingIfNeeded: from & 7)
            if shift == 0 {
                copyBytes(from: origin, to: target, count: bytes)
            } else {
                copyShifted(from: origin, shift: shift, to: target, count: bytes)
            }
            from = from &+ bytes &* 8
            to = to &+ bytes &* 8
            left = left & 7
        }
        if left > 0 { write(read(source, at: from, count: left), destination, at: to, count: left) }
    }

    /// Copies bits that begin within a byte to whole bytes.
    @_optimize(speed)
    private static func copyShifted(from source: Address, shift: UInt32, to destination: Address, count: Int) {
        var from = source
        var to = destination
        let end = to &+ UInt32(truncatingIfNeeded: count)
        var window = byte(from)
        while to != end {
            from = from &+ 1
            window = window &<< 8 | byte(from)
            setByte(to, window &>> (8 &- shift))
            to = to &+ 1
        }
    }

    /// Negative, zero or positive as the first bits are before, equal to or after the second: bit by bit, a prefix comes first.
    @_optimize(speed)
    public static func compare(_ a: BitSpan, _ b: BitSpan) -> Int {
        let common = min(a.length, b.length)
        var position = 0
        if a.offset | b.offset == 0 {
            let end = a.address &+ UInt32(truncatingIfNeeded: common &>> 3)
            var left = a.address
            var right = b.address
            while left != end {
                let difference = Int(byte(left)) &- Int(byte(right))
                if difference != 0 { return difference }
                left = left &+ 1
                right = right &+ 1
            }
            position = common & ~7
        }
        while position < common {
            let count = min(32, common &- position)
            let left = read(a.address, at: a.offset &+ position, count: count)
            let right = read(b.address, at: b.offset &+ position, count: count)
            if left != right { return left < right ? -1 : 1 }
            position = position &+ count
        }
        return a.length &- b.length
    }
}

/// Where the bits of a bitstring lie. Valid until the next allocation, which may move them.
public struct BitSpan {
    /// The byte in which the first bit lies.
    public var address: Address
    /// Bits of that byte before the first: 0 to 7.
    public var offset: Int
    /// Length in bits.
    public var length: Int

    /// A span from the bit `position` after the first of the byte at `address`.
    @inline(__always)
    public init(_ address: Address, at position: Int, length: Int) {
        self.address = Bits.place(address, position)
        offset = position & 7
        self.length = length
    }

    /// Whether the length is a number of bytes.
    @inline(__always) public var isBinary: Bool { length & 7 == 0 }
    /// Whether the bytes can be read where they lie.
    @inline(__always) public var isAligned: Bool { offset == 0 }
    /// How many whole bytes there are.
    @inline(__always) public var byteCount: Int { length &>> 3 }

    /// Byte `index` of the bits, which must be a whole one.
    @inline(never)
    public func byte(_ index: Int) -> UInt8 {
        let place = address &+ UInt32(truncatingIfNeeded: index)
        let first = Bits.byte(place)
        if offset == 0 { return UInt8(truncatingIfNeeded: first) }
        let both = first &<< 8 | Bits.byte(place &+ 1)
        return UInt8(truncatingIfNeeded: both &>> UInt32(truncatingIfNeeded: 8 &- offset))
    }

    /// The unsigned big-endian number in the `count` (up to 32) bits from `position` on, which must be there.
    @inline(__always)
    public func bits(at position: Int, count: Int) -> UInt32 {
        Bits.read(address, at: offset &+ position, count: count)
    }

    /// The part of `length` bits from `position` on, which must be there.
    @inline(__always)
    public func part(from position: Int, length: Int) -> BitSpan {
        BitSpan(address, at: offset &+ position, length: length)
    }

    /// Copies all bits to `position` at `destination`.
    @inline(never)
    public func copy(to destination: Address, at position: Int = 0) {
        Bits.copy(from: address, at: offset, to: destination, at: position, count: length)
    }
}
