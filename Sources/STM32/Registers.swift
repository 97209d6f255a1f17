import CortexM
import _Volatile

/// Sets bits of a register.
public func setBits(_ address: UInt32, _ bits: UInt32) {
    let register = Core.register(address)
    register.store(register.load() | bits)
}

/// Clears bits of a register.
public func clearBits(_ address: UInt32, _ bits: UInt32) {
    let register = Core.register(address)
    register.store(register.load() & ~bits)
}

/// Replaces a field of a register: `width` bits, the lowest at `shift`.
public func setField(_ address: UInt32, shift: UInt32, width: UInt32, _ value: UInt32) {
    let register = Core.register(address)
    let mask: UInt32 = (1 << width - 1) << shift
    register.store(register.load() & ~mask | value << shift)
}

/// Lets the clock through to a peripheral: a bit of one of RCC's enable registers. Reading back gives it the two cycles
/// that it needs before its first access (ST ES0182, "Delay after an RCC peripheral clock enabling").
public func openClock(_ register: UInt32, bit: UInt32) {
    setBits(register, 1 << bit)
    _ = Core.register(register).load()
}

/// Waits until a bit of a register is set, for so many looks. Whether it is.
public func waitForBit(_ address: UInt32, bit: UInt32, attempts: Int) -> Bool {
    var left = attempts
    while left > 0 {
        if Core.register(address).load() >> bit & 1 != 0 { return true }
        left -= 1
    }
    return false
}
