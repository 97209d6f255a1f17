extension Double {
    /// The sum, rounded to the nearest double.
    ///
    /// libgcc's for ARM (gcc 12.2, `ieee754-df.S`) is off by a unit of the last place where a power of two and a number of the
    /// other sign meet that is at least 2^32 times smaller: it keeps too few bits of that one. Such sums are computed with more.
    @inline(__always)
    func plus(_ other: Double) -> Double {
        #if arch(arm)
            if mayBeRoundedWrongly(other) { return (Extended(self) + Extended(other)).double }
        #endif
        return self + other
    }

    /// The difference, rounded to the nearest double.
    @inline(__always)
    func minus(_ other: Double) -> Double {
        #if arch(arm)
            return plus(-other)
        #else
            return self - other
        #endif
    }

    @inline(never)
    private func mayBeRoundedWrongly(_ other: Double) -> Bool {
        let high = UInt32(truncatingIfNeeded: bitPattern &>> 32)
        let otherHigh = UInt32(truncatingIfNeeded: other.bitPattern &>> 32)
        if Int32(bitPattern: high ^ otherHigh) >= 0 { return false }
        let distance = Int32(bitPattern: high &>> 20 & 0x7FF) &- Int32(bitPattern: otherHigh &>> 20 & 0x7FF)
        if distance.magnitude < 32 || self == 0 || other == 0 { return false }
        return (distance > 0 ? bitPattern : other.bitPattern) &<< 12 == 0
    }
}
