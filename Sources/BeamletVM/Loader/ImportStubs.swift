// Calls of functions that are not there when code is loaded: stubs that look for them by name.
extension ImportStub {
    /// The entry of the stub for a function, which is made where it is not among those from `stubs` on.
    static func find(
        _ fixup: ImportFixup, from stubs: Address, _ area: inout CodeArea
    ) throws(LoadError) -> Address {
        let arity = UInt32(fixup.arity) &<< 8 | UInt32(Opcode.func_info_n_h_h.rawValue)
        let names = fixup.module.payload | fixup.function.payload &<< 16
        var place = stubs
        while place < area.cursor {
            if rawPointer(place).load(as: UInt16.self) == UInt16(arity),
                rawPointer(place &+ 2).loadUnaligned(as: UInt32.self) == names
            {
                return place &+ FunctionInfo.size
            }
            place = place &+ ImportStub.size
        }
        place = try area.reserve(Int(ImportStub.size))
        rawPointer(place).storeBytes(of: UInt16(arity), as: UInt16.self)
        rawPointer(place &+ 2).storeBytes(of: names, as: UInt32.self)
        rawPointer(place &+ 6).storeBytes(of: UInt16(Opcode.import_f.rawValue), as: UInt16.self)
        storeWord(0, place &+ 8)
        return place &+ FunctionInfo.size
    }
}
