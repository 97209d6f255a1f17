import Testing

@testable import beamlet

/// A wrong call gets one line that helps, and status 2.
@Suite struct WrongCallTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    @Test(arguments: [
        ([], "no command given (see beamlet --help)"),
        (["pak"], "unknown command pak: did you mean pack? (see beamlet --help)"),
        (["frobnicate"], "unknown command frobnicate (see beamlet --help)"),
        (["--verison"], "unknown option --verison: did you mean --version? (see beamlet --help)"),
        (["run"], "no file given (see beamlet run --help)"),
        (["run", "--bord", "Host"], "unknown option --bord: did you mean --board? (see beamlet run --help)"),
        (["run", "--zzz"], "unknown option --zzz (see beamlet run --help)"),
        (["run", "--board"], "option --board needs a value: --board NAME"),
        (["run", "--no-libs=yes", "a"], "option --no-libs takes no value"),
        (["run", "--ram", "8K", "--ram=8K"], "option --ram is given twice"),
        (
            ["run", "--board", "Foo", "a"],
            "unknown board Foo: the boards are NetduinoPlus2, MPS2AN386, STM32VLDiscovery, Host"
        ),
        (["run", "--ram", "8Q", "a"], "--ram 8Q: not a size; write it as 8K, 1M or 8192"),
        (["run", "--ram", "0", "a"], "--ram 0: not a size; write it as 8K, 1M or 8192"),
        (["run", "--ram", "99", "a"], "--ram 99: too little; the least is 1 KB"),
        (["run", "--board", "netduinoplus2", "--ram", "1M", "a"], "--ram 1M: NetduinoPlus2 has 128 KB"),
        (["run", "--otp", "x", "--no-libs", "a"], "--otp and --no-libs contradict each other"),
        (["run", "--elixir=x", "--no-libs", "a"], "--elixir and --no-libs contradict each other"),
        (["run", "--keep", ":f", "a"], ":f: not a function; write it as module:function/arity"),
        (["run", "@nowhere.beam"], "@nowhere.beam: no such file"),
        (["link", "a"], "no board given: --board NetduinoPlus2, MPS2AN386, STM32VLDiscovery, Host"),
        (["link", "--board", "Host", "a"], "no output given: -o APP.img (see beamlet link --help)"),
        (["pack", "a"], "no output given: -o APP.avm (see beamlet pack --help)"),
        (["pack", "-o", "a"], "no file given (see beamlet pack --help)"),
        (["list"], "no pack given (see beamlet list --help)"),
        (["list", "a", "b"], "list takes one pack (see beamlet list --help)"),
        (["size"], "no file given (see beamlet size --help)"),
        (["size", "a", "b"], "a: no such file"),
        (["disasm"], "no file given (see beamlet disasm --help)"),
        (["boards", "a"], "boards takes no arguments, but got a"),
    ])
    func calls(_ arguments: [String], _ line: String) throws {
        #expect(workspace.run(arguments) == .wrong(line))
    }

    @Test(arguments: [
        ("a.erl", "x", "Erlang source; compile it first: erlc a.erl"),
        ("a.ex", "x", "Elixir source; compile it first: elixirc a.ex"),
        ("a.gleam", "x", "Gleam source; compile it first: gleam build"),
        ("a.hrl", "x", "an Erlang header; give the .beam files of the modules that include it"),
        ("a.ez", "PK", "an archive; unpack it and give the .beam files in it"),
        ("a.elf", "x", "firmware, not a program for it; see flash.sh --help"),
        ("a.beam", "x", "not a BEAM file: it does not begin with FOR1 and BEAM"),
        ("a.avm", "x", "not an AVM pack: it does not begin with \"#!/usr/bin/env AtomVM\""),
        ("a.img", "x", "not an image of Beamlet: it does not begin with BMLT"),
        ("a.txt", "x", "neither a .beam file, nor an AVM pack, nor an image"),
        ("a.beam", "", "the file is empty"),
        ("a.beam", "FOR1\u{0}\u{0}\u{0}\u{4}BEAM", "chunk AtU8 is missing"),
        ("a.beam", "FOR1\u{0}\u{0}\u{0}\u{8}BEAM", "offset 4: the form states 8 bytes, which the file does not have"),
    ])
    func files(_ name: String, _ text: String, _ line: String) throws {
        try workspace.write(name, Array(text.utf8))
        #expect(workspace.run("run", "@\(name)") == .wrong("@\(name): \(line)"))
    }

    @Test func aDirectory() throws {
        try workspace.write("ebin/a.beam", [1])
        #expect(
            workspace.run("run", "@ebin/") == .wrong("@ebin/: a directory; give its files, for example @ebin/*.beam"))
    }

    @Test func twoModulesOfOneName() throws {
        try workspace.write("a.beam", SampleModule().bytes)
        try workspace.write("b.beam", SampleModule(function: "other").bytes)
        let line = "@b.beam: module sample is already in @a.beam; give only one of them"
        #expect(workspace.run("run", "@a.beam", "@b.beam") == .wrong(line))
    }

    @Test func nothingToStart() throws {
        try workspace.write("a.beam", SampleModule(name: "a", function: "f").bytes)
        #expect(workspace.run("run", "@a.beam") == .wrong("no module with start/0: looked in a"))
        #expect(
            workspace.run("run", "--start", "b", "@a.beam")
                == .wrong(
                    "--start b: there is no such module: did you mean a?"))
        #expect(
            workspace.run("run", "--start", "a", "@a.beam")
                == .wrong(
                    "--start a: the module does not export start/0"))
    }

    @Test func anImageIsGivenAlone() throws {
        try workspace.write("a.img", Array("BMLT....".utf8))
        try workspace.write("a.beam", SampleModule().bytes)
        #expect(
            workspace.run("run", "@a.beam", "@a.img")
                == .wrong(
                    "@a.img: an image is a whole program; give it without other files"))
        #expect(
            workspace.run("link", "--board", "Host", "-o", "@b.img", "@a.img")
                == .wrong(
                    "@a.img: linked already"))
        #expect(
            workspace.run("size", "--board", "Host", "@a.img")
                == .wrong("@a.img: an image is linked for its board already; leave --board out"))
        #expect(
            workspace.run("run", "--keep", "lists", "@a.img")
                == .wrong("@a.img: an image is linked already; leave --keep out"))
    }

    @Test func foldersWithoutLibraries() throws {
        try workspace.write("a.beam", SampleModule().bytes)
        #expect(workspace.run("run", "--otp", "@nowhere", "@a.beam") == .wrong("--otp @nowhere: no such folder"))
        #expect(
            workspace.run("run", "--elixir", "@", "@a.beam")
                == .wrong("--elixir @: no Elixir: it has no lib/elixir/ebin"))
    }

    @Test func anImageOfAnotherBoard() throws {
        try workspace.write("a.img", Array("BMLT".utf8) + [UInt8](repeating: 0, count: 12) + [0, 0, 4, 8])
        try workspace.write("b.img", Array("BMLT".utf8) + [UInt8](repeating: 0, count: 12) + [1, 0, 0, 0])
        try workspace.write("c.img", Array("BMLT".utf8))
        #expect(
            workspace.run("run", "--board", "Host", "@a.img")
                == .wrong("@a.img: linked for NetduinoPlus2; run it with --board NetduinoPlus2"))
        #expect(
            workspace.run("run", "@b.img")
                == .wrong("@b.img: linked for address 0x00000001, where no board has its image"))
        #expect(workspace.run("run", "@c.img") == .wrong("@c.img: the image is cut off"))
        #expect(workspace.run("run", "--ram", "1M", "@a.img") == .wrong("--ram 1M: NetduinoPlus2 has 128 KB"))
    }

    @Test func outputThatCannotBeWritten() throws {
        try workspace.write("a.beam", SampleModule().bytes)
        #expect(
            workspace.run("pack", "-o", "@none/a.avm", "@a.beam")
                == .wrong(
                    "@none/a.avm: cannot be written: there is no directory @none"))
    }
}
