import BeamletHAL
import BeamletVM
import CortexM

NetduinoPlus2.start()

/// The machine lies in static memory: the linker counts it, and fault handlers find it.
nonisolated(unsafe) var machine = Machine(platform: Platform(NetduinoPlus2.self))

NetduinoPlus2.exit(
    Beamlet.run(
        &machine,
        ram: (start: LinkedMemory.arenaStart, end: LinkedMemory.arenaEnd),
        image: (start: LinkedMemory.imageStart, limit: LinkedMemory.imageEnd)))
