/// What a program needs of the firmware: the linked instructions and native functions that its code names, a bit for each.
///
/// They lie in the image behind the stubs, so that a firmware that was fitted to another program can refuse it, and so that a
/// firmware can be fitted to an image alone.
public enum Needs {
    /// Words for the numbers that an instruction can have.
    static let instructionWords = 8
    /// Whether there can be floats: the bit of a number that no instruction has. Without it a fitted firmware has neither their
    /// text nor their arithmetic.
    public static let floats = 255
    /// The bit of the first native function.
    public static let firstNative = instructionWords * 32
    /// Words in all.
    public static let words = instructionWords + (BIFTable.count + 31) / 32

    /// Where the word of that number lies in the image at `base`.
    private static func address(_ index: Int, _ base: Address) -> Address {
        base &+ Image.headerSize &+ Image.stubsSize &+ UInt32(truncatingIfNeeded: index) &* 4
    }

    /// The word of that number: of instructions first, of native functions behind them; the lowest bit has the lowest number.
    public static func word(_ index: Int, ofImageAt base: Address) -> UInt32 { loadWord(address(index, base)) }

    /// Notes that nothing is needed.
    static func clear(_ base: Address) {
        for index in 0..<words { storeWord(0, address(index, base)) }
    }

    /// Notes that an instruction is needed.
    public static func add(_ instruction: Opcode, toImageAt base: Address) { add(Int(instruction.rawValue), base) }

    /// Notes that a native function is needed.
    public static func add(native number: Int, toImageAt base: Address) { add(firstNative + number, base) }

    /// Whether a native function is noted as needed.
    public static func has(native number: Int, inImageAt base: Address) -> Bool {
        word((firstNative + number) / 32, ofImageAt: base) &>> UInt32(number % 32) & 1 != 0
    }

    /// Notes that there can be floats.
    public static func addFloats(toImageAt base: Address) { add(floats, base) }

    /// Whether the flags of `bs_get_x_x_d_n_n_n_j` ask for a float.
    public static func isFloat(flagsOfGet flags: Int) -> Bool {
        UInt32(flags) & BitFlags.kindMask == UInt32(BitGetKind.float.rawValue)
    }

    private static func add(_ bit: Int, _ base: Address) {
        let place = address(bit / 32, base)
        storeWord(loadWord(place) | 1 &<< UInt32(bit % 32), place)
    }

    /// Whether this firmware has all that the image at `base` needs.
    static func areMet(_ base: Address) -> Bool {
        guard Fitting.isFitted else { return true }
        for index in 0..<words where word(index, ofImageAt: base) & ~Fitting.word(index) != 0 { return false }
        return true
    }
}
