%% Elixir's `IO` for programs that do not call it: the libraries call it to warn, and Elixir's own then looks for the source that a warning
%% is about, with `Exception`, `Macro.Env` and the compiler's diagnostics. Where a given module calls `IO`, Elixir's own is linked.
-module('Elixir.IO').

-beamlet_unless_called([{'Elixir.IO', any}, {'Elixir.File', 'stream!'}]).

-export([
    warn/1, warn/2,
    warn_once/3,
    puts/1, puts/2,
    write/1, write/2,
    chardata_to_string/1,
    iodata_to_binary/1,
    iodata_length/1
]).

warn(Message) -> beamlet_console:write(standard_error, ["warning: ", Message, $\n]).
warn(Message, _Where) -> warn(Message).

%% Once for each key, as long as the system runs.
warn_once(Key, Message, _Level) ->
    case persistent_term:get({?MODULE, Key}, false) of
        true ->
            ok;
        false ->
            ok = persistent_term:put({?MODULE, Key}, true),
            warn(Message())
    end.

puts(Item) -> io:put_chars([text(Item), $\n]).
puts(Device, Item) -> io:put_chars(device(Device), [text(Item), $\n]).

write(Item) -> io:put_chars(text(Item)).
write(Device, Item) -> io:put_chars(device(Device), text(Item)).

device(stdio) -> standard_io;
device(stderr) -> standard_error;
device(Device) -> Device.

text(Item) when is_list(Item); is_binary(Item) -> Item;
text(Item) -> 'Elixir.String.Chars':to_string(Item).

chardata_to_string(Text) when is_binary(Text) -> Text;
chardata_to_string(Text) -> unicode:characters_to_binary(Text).

iodata_to_binary(Data) -> iolist_to_binary(Data).

iodata_length(Data) -> iolist_size(Data).
