import BeamletHAL
import CortexM

NetduinoPlus2.start()
NetduinoPlus2.print("hello\n")
NetduinoPlus2.exit(0)
