// swift-tools-version: 6.0
import PackageDescription

// The desktop package (HAL, VM, Host board, tool, tests) is always there. A board's firmware is built for another
// processor, so its targets appear only while `BEAMLET_BOARD` names it: `Toolchain/build-firmware.sh` sets that.

/// The virtual machine and whatever is specialised over it. The VM's loop asks for speed by itself
/// (`@_optimize(speed)`); all the rest must fit flash: firmware is optimised as a whole when it is linked (see
/// `Toolchain/build-firmware.sh`), and what would be inlined at many places that are not hot is `@inline(never)`. The VM never
/// holds overlapping accesses by design, and a check at run time would have nobody to report to on a chip.
let machineSettings: [SwiftSetting] =
    [
        .unsafeFlags(["-Osize"], .when(configuration: .release)),
        .unsafeFlags(["-enforce-exclusivity=unchecked"]),
        // Firmware for a board with room has the loader, for code that arrives at run time.
    ] + (Context.environment["BEAMLET_LOADS_CODE"] == nil ? [] : [.define("BEAMLET_LOADS_CODE")])
    // Firmware for a board with flash pages that a program may write can change them.
    + (Context.environment["BEAMLET_STORAGE"] == nil ? [] : [.define("BEAMLET_STORAGE")])
    // Where flash is tight the checks of overflow and of indices go: 5 KB. All tests of the VM's own run with them.
    + (Context.environment["BEAMLET_CHECKS"] != "no" ? [] : [.unsafeFlags(["-Xfrontend", "-remove-runtime-asserts"])])

/// Board name -> the chip target it is made of. The boards' other facts are in `Boards/<Board>/board.conf`.
let chips = [
    "NetduinoPlus2": "STM32F4",
    "MPS2AN386": "CMSDK",
    "STM32VLDiscovery": "STM32F1",
    "FaultyMPS2": "CMSDK",
]

/// Boards that exist for tests, in `Tests/Firmware`: the board whose memory they have.
let testBoards = ["FaultyMPS2": "MPS2AN386"]

/// What chips of several families have in common: the target that such a family is made of, too.
let families = [
    "STM32F1": "STM32",
    "STM32F4": "STM32",
]

let package = Package(
    name: "Beamlet",
    products: [
        .library(name: "BeamletHAL", targets: ["BeamletHAL"]),
        .library(name: "BeamletVM", targets: ["BeamletVM"]),
        .library(name: "Host", targets: ["Host"]),
        .executable(name: "beamlet", targets: ["beamlet"]),
    ],
    targets: [
        .target(name: "BeamletHAL", swiftSettings: machineSettings),
        .target(
            name: "BeamletVM",
            dependencies: ["BeamletHAL"],
            exclude: ["BIFs/bifs.tab", "Code/atoms.tab"],
            swiftSettings: machineSettings
        ),
        .target(
            name: "Host",
            dependencies: ["BeamletHAL", "BeamletVM"],
            path: "Boards/Host",
            exclude: ["README.md", "board.conf"],
            swiftSettings: machineSettings
        ),
        .executableTarget(name: "beamlet", dependencies: ["BeamletVM", "Host"]),
        .testTarget(name: "BeamletHALTests", dependencies: ["BeamletHAL", "Host"]),
        .testTarget(name: "BeamletVMTests", dependencies: ["BeamletVM", "Host"]),
        .testTarget(name: "BeamletToolTests", dependencies: ["beamlet"]),
    ]
)

if let board = Context.environment["BEAMLET_BOARD"], let chip = chips[board] {
    let family: [Target.Dependency] = families[chip].map { [.target(name: $0)] } ?? []
    package.products.append(.executable(name: board, targets: [board]))
    if let name = families[chip] {
        package.targets.append(
            .target(name: name, dependencies: ["BeamletHAL", "CortexM"], swiftSettings: machineSettings))
    }
    package.targets += [
        .target(name: "CortexMAssembly", path: "Sources/CortexM/Assembly"),
        .target(
            name: "CortexM",
            dependencies: ["BeamletHAL", "CortexMAssembly"],
            exclude: ["Assembly"],
            swiftSettings: machineSettings
        ),
        .target(name: chip, dependencies: ["BeamletHAL", "CortexM"] + family, swiftSettings: machineSettings),
        .executableTarget(
            name: board,
            dependencies: ["BeamletHAL", "BeamletVM", "CortexM", .target(name: chip)] + family,
            path: testBoards[board] == nil ? "Boards/\(board)" : "Tests/Firmware/\(board)",
            exclude: (testBoards[board] == nil ? ["README.md"] : []) + ["board.conf"],
            swiftSettings: machineSettings,
            linkerSettings: [
                .unsafeFlags([
                    "-Xlinker", "-L\(Context.packageDirectory)/LinkerScripts",
                    "-Xlinker", "-L\(Context.packageDirectory)/LinkerScripts/\(chip)",
                    "-Xlinker", "-T", "-Xlinker",
                    "\(Context.packageDirectory)/LinkerScripts/\(testBoards[board] ?? board).ld",
                ])
            ]
        ),
    ]
}
