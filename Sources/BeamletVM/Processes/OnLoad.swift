// `on_load` functions: run when their modules are loaded, which for those of an image is before `start/0`. A module whose
// function does not answer `ok` is not there.
//
// The process that runs one has a frame for the stub `Image.Stub.onLoad`, to which the function returns, and which is the
// handler of its exceptions: Y0 is nil for the image's modules, or the name of the module that is being loaded.
extension Machine {
    /// Pushes the frame of the stub; `name` is Y0.
    mutating func pushOnLoadFrame(_ name: Term, _ block: Address) {
        let top = process(block).pointee.stackTop &- 8
        process(block).pointee.stackTop = top
        store(name, top)
        store(CatchTag.tag(Image.Stub.onLoad.address(imageBase), base: imageBase), top &+ 4)
    }

    /// Whether an `on_load` function of the image is still to run.
    mutating func hasOnLoad() -> Bool {
        var index = 0
        while index < moduleCount {
            if modules[index].onLoad != 0 { return true }
            index += 1
        }
        return false
    }

    /// `on_load_`: the function before, if any, has answered X0. Answers where to go on.
    @inline(never)
    mutating func onLoadReturned() -> Address {
        let control = process(current)
        let top = control.pointee.stackTop
        let result = load(x &+ 12)
        if !load(top).isNil { return loadReturned(load(top), isOK: result == .ok) }
        if onLoadIndex >= 0 && result != .ok {
            guard setImageState(onLoadIndex, .gone) else { return outOfMemory() }
            put("The on_load function for module ", .report)
            print(Term(bits: modules[onLoadIndex].name), .report)
            put(" returned:\n", .report)
            print(result.isNone ? load(x &+ 20) : result, .report)
            put(UInt8(ascii: "\n"), .report)
        }
        onLoadIndex += 1
        while onLoadIndex < moduleCount {
            if modules[onLoadIndex].onLoad != 0 {
                control.pointee.stackTop = top &- 4
                storeWord(Stack.returnWord(Image.Stub.onLoad.address(imageBase)), top &- 4)
                return modules[onLoadIndex].onLoad
            }
            onLoadIndex += 1
        }
        control.pointee.stackTop = top &+ 8
        if case .code(let entry) = resolve(startModule, .start, 0) { return entry }
        return undefined(startModule, .start, arity: 0)
    }
}
