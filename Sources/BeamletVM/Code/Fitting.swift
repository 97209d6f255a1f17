/// What this firmware has of the instructions and native functions that there are: everything.
///
/// A firmware that is fitted to a program is built with another file in the place of this one, and without the cases of what the
/// program does not need in the interpreter's and the native functions' `switch`: see `Toolchain/fit-sources.sh`.
enum Fitting {
    /// Whether anything was left out.
    static let isFitted = false

    /// The word of that number, as in `Needs`: a bit for each instruction and native function that is there.
    static func word(_ index: Int) -> UInt32 { .max }
}

extension Fitting {
    /// Whether a native function is there.
    static func has(native number: UInt32) -> Bool {
        !isFitted || word(Needs.instructionWords + Int(number / 32)) &>> (number % 32) & 1 != 0
    }

    /// Whether there can be floats.
    @inline(__always) static var hasFloats: Bool {
        !isFitted || word(Needs.floats / 32) &>> UInt32(Needs.floats % 32) & 1 != 0
    }
}
