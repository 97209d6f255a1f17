# Elixir's File over storage of the board, and over a folder of the desktop; Path where it asks for files.
# options: --keep erl_erts_errors:format_error/2
defmodule Stored do
  import Shown

  def start do
    show(:contents, contents())
    show(:folders, folders())
    show(:information, information())
    show(:devices, devices())
    show(:streams, streams())
    show(:copies, copies())
    show(:paths, paths())
  end

  defp contents do
    [
      fn -> {File.write("one", "text"), File.read("one"), File.read!("one"), File.exists?("one"), File.regular?("one"), File.dir?("one")} end,
      fn -> {File.write("one", ["more", ?!], [:append]), File.read!("one"), File.write!("one", "new", []), File.read!("one")} end,
      fn -> {File.write("none/one", "x"), File.read("none"), File.exists?("none", []), File.regular?("none", [:raw]), File.dir?("none", [])} end,
      fn -> File.write!("none/one", "x") end,
      fn -> File.read!("none") end,
      fn -> {File.write("utf16", "zwölf", [:exclusive]), File.write("utf16", "x", [:exclusive])} end,
      fn -> {File.rm("utf16"), File.rm("utf16")} end,
      fn -> File.rm!("none") end,
      fn -> {File.touch("touched"), File.read!("touched"), File.touch!("touched", 1_000_000_000), File.stat!("touched", time: :posix).mtime} end,
      fn -> {File.touch("touched", {{2020, 1, 2}, {3, 4, 5}}), File.stat!("touched", time: :universal).mtime} end,
      fn -> File.touch!("none/touched") end
    ] ++
      since "1.20.0" do
        [fn -> {File.read("one", []), File.read!("one", [:raw]), File.read("none", [:raw])} end]
      end
  end

  defp folders do
    [
      fn -> {File.mkdir("folder"), File.mkdir("folder"), File.mkdir_p("folder/a/b"), File.mkdir_p("folder/a/b"), File.dir?("folder/a")} end,
      fn -> File.mkdir!("none/x/y") end,
      fn -> {File.write!("folder/file", "x"), File.mkdir_p("folder/file/x"), File.mkdir_p!("folder/c")} end,
      fn -> File.mkdir_p!("folder/file/x") end,
      fn -> {Enum.sort(File.ls!("folder")), File.ls("folder/a"), File.ls("none"), "folder" in File.ls!(), elem(File.ls(), 0)} end,
      fn -> File.ls!("none") end,
      fn -> {File.rmdir("folder"), File.rmdir("folder/c"), File.rmdir("none")} end,
      fn -> File.rmdir!("folder") end,
      fn -> {File.rename("folder/file", "folder/moved"), File.read("folder/moved"), File.rename("none", "x"), File.rename!("folder/moved", "folder/file")} end,
      fn -> File.rename!("none", "x") end,
      fn -> {:ok, removed} = File.rm_rf("folder"); Enum.sort(removed) end,
      fn -> {File.rm_rf("none"), File.rm_rf!("none"), File.exists?("folder")} end,
      fn -> is_binary(File.cwd!()) and match?({:ok, _}, File.cwd()) end,
      fn -> {File.cd("none"), File.ln("none", "x"), File.read_link("one"), File.read_link("none")} end,
      fn -> File.read_link!("one") end,
      fn -> File.cd!("none") end
    ]
  end

  defp information do
    info = fn name -> %File.Stat{} = stat = File.stat!(name, time: :posix); {stat.size, stat.type, stat.access, Bitwise.band(stat.mode, 0o777)} end

    [
      fn -> {File.write!("info", "12345"), info.("info"), File.chmod("info", 0o600), info.("info"), File.chmod!("info", 0o640), info.("info")} end,
      fn -> {File.stat("none"), File.lstat("none"), File.chmod("none", 0o600), File.lstat!("info").size, elem(File.stat("info"), 0), elem(File.lstat("info", time: :local), 0)} end,
      fn -> File.stat!("none") end,
      fn -> {elem(File.stat("info", time: :posix), 0), File.stat("none", time: :local)} end,
      fn -> File.write_stat!("info", File.stat!("info", time: :posix), time: :posix) end,
      fn -> File.lstat!("none", []) end,
      fn -> File.chmod!("none", 0o600) end,
      fn -> stat = File.stat!("info", time: :posix); {File.write_stat("info", %{stat | mtime: 1_000_000_000}, time: :posix), File.stat!("info", time: :posix).mtime} end,
      fn -> {File.write_stat!("info", %{File.stat!("info") | mode: 0o600}), info.("info"), File.write_stat("none", File.stat!("info"))} end,
      fn -> {File.chown("none", 0), File.chgrp("none", 0)} end
    ]
  end

  defp devices do
    [
      fn ->
        {:ok, file} = File.open("device", [:write, :utf8])
        {IO.puts(file, "zwölf"), IO.write(file, "€"), IO.inspect(file, [1], []) == [1], File.close(file), File.read!("device")}
      end,
      fn -> {:ok, file} = File.open("device", [:read, :utf8]); {IO.gets(file, ""), IO.getn(file, "", 1), IO.read(file, :line), IO.read(file, :line), File.close(file)} end,
      fn -> File.open("device", [:read], fn file -> IO.binread(file, 4) end) end,
      fn -> File.open("device", fn file -> IO.read(file, 2) end) end,
      fn -> File.open!("device", [:append], fn file -> IO.binwrite(file, "end") end) end,
      fn -> {File.read!("device"), File.open("none"), File.open("none", [:read], & &1)} end,
      fn -> File.open!("none") end,
      fn -> File.open!("none", [:read]) end,
      fn -> file = File.open!("device", [:read, :raw]); {:file.read(file, 3), File.close(file)} end,
      fn -> file = File.open!("wide", [:write, encoding: {:utf16, :little}]); {IO.write(file, "zwölf"), File.close(file), File.read!("wide")} end
    ]
  end

  defp streams do
    File.write!("lines", "one\r\ntwo\n\nfour")

    [
      fn -> "lines" |> File.stream!() |> Enum.to_list() end,
      fn -> "lines" |> File.stream!() |> Stream.map(&String.trim/1) |> Enum.with_index() end,
      fn -> "lines" |> File.stream!() |> Enum.take(1) end,
      fn -> ["a", "b\n"] |> Enum.into(File.stream!("into")) |> Enum.to_list() end,
      fn -> {["a", "b"] |> Stream.into(File.stream!("into")) |> Stream.run(), File.read!("into")} end,
      fn -> "none" |> File.stream!() |> Enum.to_list() end,
      fn -> "lines" |> File.stream!() |> Enum.count() end
    ] ++
      since "1.18.0" do
        [
          fn -> "lines" |> File.stream!(4) |> Enum.to_list() end,
          fn -> "lines" |> File.stream!(:line, encoding: :utf8) |> Enum.to_list() end,
          fn -> "lines" |> File.stream!([:trim_bom, read_offset: 5], :line) |> Enum.to_list() end
        ]
      end
  end

  defp copies do
    File.write!("from", "0123456789")
    File.mkdir_p!("tree/in")
    File.write!("tree/in/file", "deep")

    [
      fn -> {File.copy("from", "to"), File.copy("from", "to", 3), File.read!("to"), File.copy!("from", "to"), File.copy!("from", "to", 4), File.copy("none", "to")} end,
      fn -> File.copy!("none", "to") end,
      fn -> {File.cp("from", "to"), File.read!("to"), File.cp("none", "to"), File.cp!("from", "to")} end,
      fn -> File.cp!("none", "to") end,
      fn -> {:ok, copied} = File.cp_r("tree", "copy"); {Enum.sort(copied), File.read!("copy/in/file")} end,
      fn -> {Enum.sort(File.cp_r!("tree", "copy")), File.cp_r("none", "copy2")} end,
      fn -> File.cp_r!("none", "x") end,
      fn -> {File.write!("to", "kept"), File.cp("from", "to", on_conflict: fn "from", "to" -> false end), File.read!("to"), File.cp!("from", "to", on_conflict: fn _, _ -> true end), File.read!("to")} end,
      fn -> {elem(File.cp_r("tree", "copy", on_conflict: fn _, _ -> false end), 0), Enum.sort(File.cp_r!("tree", "copy", on_conflict: fn _, _ -> true end))} end
    ]
  end

  defp paths do
    [
      fn -> Enum.sort(Path.wildcard("tree/**")) end,
      fn -> Path.wildcard("tree/*/f*", match_dot: true) end,
      fn -> {Path.join("a", "b"), Path.join(["a", "/b", "c/"]), Path.basename("a/b.c"), Path.basename("a/b.c", ".c"), Path.dirname("a/b"), Path.extname("a.b"), Path.rootname("a.b"), Path.rootname("a.b", ".c")} end,
      fn -> {Path.split("/a/b"), Path.type("/a"), Path.type("a"), Path.relative("/a"), Path.relative_to("/a/b", "/a"), Path.absname("/a/../b"), Path.absname("b", "/a"), Path.expand("/a/../b/./c"), Path.expand("b", "/a")} end
    ]
  end
end
