// What the float instructions do with numbers. Out of line: a double takes two core registers, and the calls that calculate with it
// (Cortex-M4 has no instructions for doubles) would cost the interpreter's loop the registers that hold its state.

extension Machine {
    /// Calculates with the doubles at two addresses, to a third. Answers whether the result is finite: only then it is stored, as there
    /// are no infinities and no NaNs.
    @inline(never)
    mutating func calculateFloat(
        _ operation: Arithmetic, _ first: Address, _ second: Address, _ result: Address
    ) -> Bool {
        let a = rawPointer(first).loadUnaligned(as: Double.self)
        let b = rawPointer(second).loadUnaligned(as: Double.self)
        let value: Double
        switch operation {
        case .add: value = a.plus(b)
        case .subtract: value = a.minus(b)
        case .multiply: value = a * b
        default: value = a / b
        }
        let high = UInt32(truncatingIfNeeded: value.bitPattern &>> 32)
        if high &<< 1 >= 0xFFE0_0000 { return false }
        storeDouble(value.bitPattern, result)
        return true
    }

    /// Stores a number as a double; false for any other term, and for an integer that no double can hold.
    @inline(never)
    mutating func convertToFloat(_ number: Term, _ result: Address) -> Bool {
        guard let value = double(number) else { return false }
        storeDouble(value.bitPattern, result)
        return true
    }
}
