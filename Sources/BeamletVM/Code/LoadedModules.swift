// Modules that were loaded at run time. Each is one block between the heaps' region and the end of the RAM: outside of the
// region, so that the collector takes its literals for what they are. The region gives up room at its end when a module
// is loaded, and gets it back.
//
// Code that is purged is no longer executed, but terms may still refer to the block: to literals, and to the records of funs.
// It stays, as a dead one, until a look at all memory finds no word that could be such a reference.

/// A block with a module: this header, then what the loader writes.
struct LoadedModule {
    /// The block with the next higher address, or 0.
    var next: Address
    /// First byte after the block.
    var end: Address
    var state: State
    /// Calls of other modules (see `Opcode.import_f`): from here up to the block's end, `ImportStub.size` bytes each.
    var stubs: Address
    /// Who runs its `on_load` function (a pid), while it is pending.
    var loader: Term
    /// What is known of it, as of the image's modules.
    var record: ModuleRecord

    enum State: UInt32 {
        /// Its `on_load` function runs.
        case pending
        /// The version that calls by name reach.
        case current
        /// Replaced or deleted, but processes may still run it.
        case old
        /// Purged.
        case dead
    }

    /// Bytes of the header before the record.
    static let recordOffset: UInt32 = 20
    /// Bytes of the header.
    static var size: UInt32 { recordOffset &+ UInt32(MemoryLayout<ModuleRecord>.size) }
}

/// A call of another module's function from loaded code: a `func_info` that names the function, then `import_f`.
enum ImportStub {
    static let size: UInt32 = 12
}

/// A loaded module by its block's address.
@inline(__always)
func loadedModule(_ block: Address) -> UnsafeMutablePointer<LoadedModule> {
    UnsafeMutablePointer(bitPattern: UInt(block)).unsafelyUnwrapped
}

extension Machine {
    /// The loaded module of that name and state, or 0.
    mutating func loaded(_ name: Term, _ state: LoadedModule.State) -> Address {
        var block = loadedModules
        while block != 0 {
            if loadedModule(block).pointee.state == state && loadedModule(block).pointee.record.name == name.bits {
                return block
            }
            block = loadedModule(block).pointee.next
        }
        return 0
    }

    /// The block that an address lies in, or 0.
    mutating func loadedBlock(at address: Address) -> Address {
        var block = loadedModules
        while block != 0 {
            if address >= block && address < loadedModule(block).pointee.end { return block }
            block = loadedModule(block).pointee.next
        }
        return 0
    }

    /// The record of a loaded module.
    func record(_ block: Address) -> UnsafePointer<ModuleRecord> {
        UnsafePointer(bitPattern: UInt(block &+ LoadedModule.recordOffset)).unsafelyUnwrapped
    }

    // MARK: Memory

    /// Room for a module of so many bytes (a multiple of four), linked into the list; 0: there is none.
    mutating func takeModuleBlock(_ bytes: UInt32) -> Address {
        var start = heapRegion &+ heapRegionSize
        var place: Address = 0
        var before: Address = 0
        var next = loadedModules
        while true {
            let limit = next == 0 ? endOfRAM : next
            if limit &- start >= bytes {
                place = start
                break
            }
            if next == 0 { break }
            before = next
            start = loadedModule(next).pointee.end
            next = loadedModule(next).pointee.next
        }
        if place == 0 {
            let first = loadedModules == 0 ? endOfRAM : loadedModules
            let missing = bytes &- (first &- heapRegion &- heapRegionSize)
            place = cutArena(missing)
            if place == 0 { return 0 }
            heapRegionSize = heapRegionSize &- missing
            before = 0
            next = loadedModules
        }
        let module = loadedModule(place)
        module.pointee.next = next
        module.pointee.end = place &+ bytes
        module.pointee.state = .dead
        if before == 0 { loadedModules = place } else { loadedModule(before).pointee.next = place }
        return place
    }

    /// Takes bytes from the arena's end. Where a heap is in the way, collections may move it.
    private mutating func cutArena(_ bytes: UInt32) -> Address {
        let place = arena.cut(bytes)
        if place != 0 { return place }
        var slot: UInt32 = 0
        while slot < processSlots {
            let block = processInSlot(slot)
            slot += 1
            if block == 0 || process(block).pointee.state == .paused { continue }
            _ = collectByCopying(block, roots: roots(block, live: block == current ? live : 0), need: 0)
            let place = arena.cut(bytes)
            if place != 0 { return place }
        }
        return 0
    }

    /// Gives a module's block back.
    mutating func freeModuleBlock(_ block: Address) {
        var before: Address = 0
        var cursor = loadedModules
        while cursor != block {
            before = cursor
            cursor = loadedModule(cursor).pointee.next
        }
        let next = loadedModule(block).pointee.next
        if before == 0 { loadedModules = next } else { loadedModule(before).pointee.next = next }
        let first = loadedModules == 0 ? endOfRAM : loadedModules
        let free = first &- heapRegion &- heapRegionSize
        if before == 0 && free != 0 {
            arena.extend(free)
            heapRegionSize = heapRegionSize &+ free
        }
    }

    /// Frees the dead modules that nothing refers to any more.
    mutating func sweepDeadModules() {
        // The registers of a process whose native function waits are out of sight.
        if pausedCount != 0 { return }
        var block = loadedModules
        while block != 0 {
            let next = loadedModule(block).pointee.next
            let pending = loadedModule(block).pointee.state == .pending
            if pending && lookup(loadedModule(block).pointee.loader) == 0 {
                // Whoever ran its on_load function is gone.
                loadedModule(block).pointee.state = .dead
            }
            if loadedModule(block).pointee.state == .dead && !isReferred(block, loadedModule(block).pointee.end) {
                freeModuleBlock(block)
            }
            block = next
        }
    }

    /// Whether any word of memory that is in use could be an address from `start` up to `end`. What looks like one and is none
    /// only delays that the block is freed.
    private mutating func isReferred(_ start: Address, _ end: Address) -> Bool {
        func has(_ from: Address, _ to: Address) -> Bool {
            var place = from
            while place < to {
                let word = loadWord(place)
                if word &- start < end &- start { return true }
                place = place &+ 4
            }
            return false
        }
        // Garbage on a heap refers to nothing.
        var slot: UInt32 = 0
        while slot < processSlots {
            let block = processInSlot(slot)
            slot += 1
            if block == 0 { continue }
            let control = process(block)
            if has(control.pointee.heapStart, control.pointee.heapTop) {
                _ = collect(block, live: block == current ? live : 0, need: 0, kind: .full)
            }
            if has(control.pointee.heapStart, control.pointee.heapTop)
                || has(control.pointee.stackTop, stackEnd(block))
            {
                return true
            }
        }
        if has(x &+ 12, x &+ 12 &+ UInt32(max(0, live)) &* 4) { return true }
        var block = arena.used(after: 0)
        while block != 0 {
            if block != x, block != scratch, block != markBits, !isHeap(block),
                has(block, block &+ UInt32(arena.size(of: block)))
            {
                return true
            }
            block = arena.used(after: block)
        }
        // Literals of other modules are their own; but a module's stubs hold addresses of this one's functions.
        return false
    }

    /// Whether a block of the arena is a process's control block or heap.
    private mutating func isHeap(_ block: Address) -> Bool {
        var slot: UInt32 = 0
        while slot < processSlots {
            let candidate = processInSlot(slot)
            if candidate != 0, candidate == block || process(candidate).pointee.heapStart == block { return true }
            slot += 1
        }
        return false
    }
}
