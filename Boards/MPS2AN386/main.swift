import BeamletHAL
import BeamletVM
import CortexM

MPS2AN386.start()

/// The machine lies in static memory: the linker counts it, and fault handlers find it.
nonisolated(unsafe) var machine = Machine(platform: Platform(MPS2AN386.self))

MPS2AN386.exit(
    Beamlet.run(
        &machine,
        ram: (start: LinkedMemory.arenaStart, end: LinkedMemory.arenaEnd),
        image: (start: LinkedMemory.imageStart, limit: LinkedMemory.imageEnd)))
