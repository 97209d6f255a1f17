import Foundation

@main
enum Main {
    static func main() {
        let console = Console.standard
        let status = Tool.run(Array(CommandLine.arguments.dropFirst()), console)
        console.flush()
        exit(status)
    }
}
