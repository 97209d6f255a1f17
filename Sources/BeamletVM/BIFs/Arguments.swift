/// The arguments of a BIF, in X registers: a collection keeps them, so they are read again after one.
struct Arguments {
    /// Address of the first.
    let base: Address

    @inline(__always)
    init(base: Address) { self.base = base }

    @inline(__always)
    subscript(index: Int) -> Term {
        get { load(base &+ UInt32(truncatingIfNeeded: index) &* 4) }
        nonmutating set { store(newValue, base &+ UInt32(truncatingIfNeeded: index) &* 4) }
    }
}
