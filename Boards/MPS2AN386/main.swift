import BeamletHAL
import CortexM

MPS2AN386.start()
MPS2AN386.print("hello\n")
MPS2AN386.exit(0)
