import CortexMAssembly
import _Volatile

/// The first code that runs: the vector table names it. Fills RAM from flash, guards the stack, then
/// runs the board's `main`, which does not return.
@c(reset)
public func reset() {
    // Only registers and the stack may be used before the two loops are through: globals have no values yet.
    var source = UnsafePointer<UInt32>(bitPattern: UInt(cortexm_data_load()))
    var target = UnsafeMutablePointer<UInt32>(bitPattern: UInt(cortexm_data_start()))
    while UInt32(UInt(bitPattern: target)) < cortexm_data_end() {
        target.unsafelyUnwrapped.pointee = source.unsafelyUnwrapped.pointee
        target = target.unsafelyUnwrapped + 1
        source = source.unsafelyUnwrapped + 1
    }
    target = UnsafeMutablePointer<UInt32>(bitPattern: UInt(cortexm_bss_start()))
    while UInt32(UInt(bitPattern: target)) < cortexm_bss_end() {
        target.unsafelyUnwrapped.pointee = 0
        target = target.unsafelyUnwrapped + 1
    }
    Core.guardStack()
    Semihosting.probe()
    _ = cortexm_main()
    Core.halt()
}

/// Where vectors of interrupts lead that no driver has: one that comes is masked, so that it does not come again
/// at once.
@c(unexpectedInterrupt)
public func unexpectedInterrupt() {
    let exception = cortexm_exception_number()
    if exception >= 16 { NVIC.disable(exception - 16) }
}
