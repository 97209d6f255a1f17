/// Tells a machine of the work that compressing or decompressing does for it, so that other processes run meanwhile. Bytes are
/// not compressed by machines only (an image's literals are read by the tool): then nobody is told.
///
/// A pointer, because a closure would be compiled once more into each function that it is passed through.
struct Pace {
    private let machine: UnsafeMutablePointer<Machine>?
    private var steps: UInt32 = 0
    /// Whether the process is to end: what is made is for nobody.
    private(set) var isCut = false

    /// A machine that is in a native function, or none. The pointer must live as long as this does.
    init(_ machine: UnsafeMutablePointer<Machine>? = nil) { self.machine = machine }

    /// A step of some hundred machine instructions, two reductions. False: `isCut`.
    @inline(never)
    mutating func step() -> Bool {
        steps = steps &+ 1
        if steps & 63 == 0, let machine, !machine.pointee.work(128) { isCut = true }
        return !isCut
    }
}
