/// The tags of the external term format (ERTS User's Guide, "External Term Format").
enum ExternalTag {
    static let version: UInt32 = 131
    static let record: UInt32 = 67
    static let newFloat: UInt32 = 70, bitBinary: UInt32 = 77, compressed: UInt32 = 80, newPid: UInt32 = 88
    static let newPort: UInt32 = 89, newerReference: UInt32 = 90, smallInteger: UInt32 = 97, integer: UInt32 = 98
    static let float: UInt32 = 99, atom: UInt32 = 100, reference: UInt32 = 101, port: UInt32 = 102, pid: UInt32 = 103
    static let smallTuple: UInt32 = 104, largeTuple: UInt32 = 105, `nil`: UInt32 = 106, string: UInt32 = 107
    static let list: UInt32 = 108, binary: UInt32 = 109, smallBig: UInt32 = 110, largeBig: UInt32 = 111
    static let newFun: UInt32 = 112, export: UInt32 = 113, newReference: UInt32 = 114, smallAtom: UInt32 = 115
    static let map: UInt32 = 116, atomUTF8: UInt32 = 118, smallAtomUTF8: UInt32 = 119, v4Port: UInt32 = 120
    static let local: UInt32 = 121
}
