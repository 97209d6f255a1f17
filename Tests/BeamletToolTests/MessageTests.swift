import BeamletVM
import Testing

@testable import beamlet

@Suite struct MessageTests {
    @Test func whatIsMissing() {
        let error = ToolError.missing([
            MissingReference(kind: .function, name: "foo:bar/1", caller: "mod:fun/2"),
            MissingReference(kind: .instruction, name: "bs_init2", caller: "mod:f/0"),
        ])
        #expect(error.status == 3)
        #expect(
            error.lines == [
                "missing function foo:bar/1, called from mod:fun/2", "missing instruction bs_init2, used in mod:f/0",
            ])
    }

    @Test func whereAModuleIsMalformed() {
        let error = LoadError(.unknownOpcode, chunk: ChunkName.code, offset: 123, detail: 200)
        #expect(
            ToolError.load("a.beam", error).lines == ["a.beam: chunk Code, offset 123: 200 is no instruction's number"])
    }

    @Test(arguments: LoadError.Code.allCases) func everyErrorHasASentence(_ code: LoadError.Code) {
        let text = LoadError(code, chunk: ChunkName.code, offset: 1, detail: 2).text
        #expect(!text.isEmpty)
        #expect(!text.contains("\n"))
        #expect(code.summary.utf8CodeUnitCount > 0)
    }
}
