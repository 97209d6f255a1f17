import BeamletHAL
import BeamletVM
import CortexM

FaultyMPS2.start()

/// The machine lies in static memory: the linker counts it, and fault handlers find it.
nonisolated(unsafe) var machine = Machine(platform: Platform(FaultyMPS2.self))

Faults.addHook { report in
    // The registers that calls preserve: the interpreter's state is in them.
    let fault = report.pointee
    machine.describeFault(
        registers: [fault.r4, fault.r5, fault.r6, fault.r7, fault.r8, fault.r9, fault.r10, fault.r11, fault.r12])
}

FaultyMPS2.exit(
    Beamlet.run(
        &machine,
        ram: (start: LinkedMemory.arenaStart, end: LinkedMemory.arenaEnd),
        image: (start: LinkedMemory.imageStart, limit: LinkedMemory.imageEnd)))
