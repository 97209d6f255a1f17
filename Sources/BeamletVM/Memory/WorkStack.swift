/// A stack in the arena, for walks over terms of any depth: the machine's own stack is small and fixed.
///
/// Allocates nothing until the first push; doubles when it is full.
struct WorkStack<Element> {
    private var base: Address = 0
    private var count = 0
    private var room = 0

    /// An empty stack.
    init() {}

    /// Puts an element on top. False: there is no memory.
    mutating func push(_ element: Element, _ machine: inout Machine) -> Bool {
        if count == room && !grow(&machine) { return false }
        elements[count] = element
        count += 1
        return true
    }

    /// Takes the top element, or answers nil.
    mutating func pop() -> Element? {
        if count == 0 { return nil }
        count -= 1
        return elements[count]
    }

    /// Frees the memory. To be called once, when the walk is over.
    func release(_ machine: inout Machine) {
        if base != 0 { machine.arena.free(base) }
    }

    private var elements: UnsafeMutablePointer<Element> {
        UnsafeMutablePointer(bitPattern: UInt(base)).unsafelyUnwrapped
    }

    private mutating func grow(_ machine: inout Machine) -> Bool {
        let wanted = room == 0 ? 16 : room * 2
        let block = machine.arena.allocate(bytes: wanted * MemoryLayout<Element>.stride)
        if block == 0 { return false }
        let target = UnsafeMutablePointer<Element>(bitPattern: UInt(block)).unsafelyUnwrapped
        var index = 0
        while index < count {
            target[index] = elements[index]
            index += 1
        }
        if base != 0 { machine.arena.free(base) }
        base = block
        room = wanted
        return true
    }
}
