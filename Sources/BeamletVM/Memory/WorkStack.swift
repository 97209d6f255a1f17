/// A stack in the arena, for walks over terms of any depth: the machine's own stack is small and fixed.
///
/// Allocates nothing until the first push; doubles when it is full. The first sixteen elements lie in a block that is kept for
/// them, so that no walk over a term of usual depth depends on free memory.
struct WorkStack<Element> {
    private var base: Address = 0
    /// How many elements there are.
    private(set) var count = 0
    private var room = 0

    /// An empty stack.
    init() {}

    /// Puts an element on top. False: there is no memory.
    @inline(never)
    mutating func push(_ element: Element, _ machine: inout Machine) -> Bool {
        if count == room && !grow(&machine) { return false }
        elements[count] = element
        count &+= 1
        return true
    }

    /// Takes the top element, or answers nil.
    mutating func pop() -> Element? {
        if count == 0 { return nil }
        count &-= 1
        return elements[count]
    }

    /// Element `index`, counted from the bottom.
    subscript(index: Int) -> Element {
        get { elements[index] }
        nonmutating set { elements[index] = newValue }
    }

    /// Where the elements lie, the lowest first.
    var address: Address { base }

    /// Frees the memory. To be called once, when the walk is over.
    func release(_ machine: inout Machine) {
        machine.releaseWalk(base)
    }

    private var elements: UnsafeMutablePointer<Element> {
        UnsafeMutablePointer(bitPattern: UInt(base)).unsafelyUnwrapped
    }

    private mutating func grow(_ machine: inout Machine) -> Bool {
        let wanted = room == 0 ? 16 : room &* 2
        let stride = MemoryLayout<Element>.stride
        let block = machine.growWalk(base, used: count &* stride, bytes: wanted &* stride)
        if block == 0 { return false }
        base = block
        room = wanted
        return true
    }
}

extension Machine {
    /// A block of `bytes` in place of a walk's `old` one (0: none), whose first `used` bytes move there. 0: there is no memory.
    @inline(never)
    mutating func growWalk(_ old: Address, used: Int, bytes: Int) -> Address {
        var block: Address = 0
        if walkBlockIsFree && bytes <= Machine.walkBlockBytes {
            walkBlockIsFree = false
            block = walkBlock
        } else {
            block = allocate(bytes: bytes)
        }
        if block == 0 { return 0 }
        Bits.copyBytes(from: old, to: block, count: used)
        releaseWalk(old)
        return block
    }

    /// Frees the block of a walk's stack; 0 is none.
    @inline(never)
    mutating func releaseWalk(_ block: Address) {
        if block == 0 { return }
        if block == walkBlock { walkBlockIsFree = true } else { free(block) }
    }
}
