// Floats as the bits of bitstrings: IEEE 754 in 16, 32 and 64 bits. Neither infinities nor what is not a number.

enum FloatBits {
    /// The value of a 16-bit float; nil where it is not finite.
    static func half(_ bits: UInt32) -> Double? {
        let exponent = bits &>> 10 & 31
        let fraction = bits & 1023
        if exponent == 31 { return nil }
        // Subnormal numbers have the exponent of the smallest normal ones, and no hidden bit.
        let mantissa = exponent == 0 ? fraction : fraction | 1024
        let scale = UInt64(exponent == 0 ? 1 : exponent) &+ 1023 &- 25
        let value = Double(mantissa) * Double(bitPattern: scale &<< 52)
        return bits & 0x8000 == 0 ? value : -value
    }

    /// The 16-bit float that is nearest to a 32-bit one, half to even; infinity where that is too large.
    static func half(nearest value: Float) -> UInt32 {
        let pattern = value.bitPattern
        let sign = pattern &>> 16 & 0x8000
        let magnitude = pattern & 0x7FFF_FFFF
        if magnitude >= 0x477F_F000 { return sign | 0x7C00 }
        if magnitude < 0x3300_0000 { return sign }
        let exponent = magnitude &>> 23
        var mantissa = magnitude & 0x7F_FFFF | 0x80_0000
        // Normal numbers lose 13 bits, subnormal ones more.
        let lost = exponent >= 113 ? 13 : 126 &- exponent
        let half: UInt32 = 1 &<< (lost &- 1)
        let rest = mantissa & (half &* 2 &- 1)
        mantissa = mantissa &>> lost
        if rest > half || rest == half && mantissa & 1 == 1 { mantissa = mantissa &+ 1 }
        // The hidden bit adds one to the exponent; so does a carry.
        let base = exponent >= 113 ? (exponent &- 113) &<< 10 : 0
        return sign | base &+ mantissa
    }

    /// The float in 16, 32 or 64 bits; nil where it is not finite, or has another size. No bits are zero, as on the BEAM.
    static func read(_ address: Address, at position: Int, count: Int, isLittle: Bool) -> Double? {
        func word(_ offset: Int, _ count: Int) -> UInt32 {
            Bits.read(address, at: position &+ offset, count: count, isLittle: isLittle)
        }
        switch count {
        case 0: return 0
        case 16: return half(word(0, 16))
        case 32:
            let bits = word(0, 32)
            return bits &>> 23 & 0xFF == 0xFF ? nil : Double(Float(bitPattern: bits))
        case 64:
            let high = word(isLittle ? 32 : 0, 32)
            let low = word(isLittle ? 0 : 32, 32)
            return high &>> 20 & 0x7FF == 0x7FF ? nil : Double(bitPattern: UInt64(high) &<< 32 | UInt64(low))
        default: return nil
        }
    }

    /// Writes a finite float in 16, 32 or 64 bits; as on the BEAM, one that is too large for them as infinity.
    static func write(_ value: Double, _ address: Address, at position: Int, count: Int, isLittle: Bool) {
        if count == 64 {
            let high = UInt32(truncatingIfNeeded: value.bitPattern &>> 32)
            let low = UInt32(truncatingIfNeeded: value.bitPattern)
            Bits.write(isLittle ? low : high, address, at: position, count: 32, isLittle: isLittle)
            Bits.write(isLittle ? high : low, address, at: position &+ 32, count: 32, isLittle: isLittle)
            return
        }
        let single = Float(value)
        let bits = count == 16 ? half(nearest: single) : single.bitPattern
        Bits.write(bits, address, at: position, count: count, isLittle: isLittle)
    }
}
