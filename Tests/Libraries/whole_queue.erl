%% Every function of queue.
%% options: --keep queue
-module(whole_queue).

-include("whole_api.hrl").

subject() -> queue.

shown(Function, {{value, Value}, Queue}) -> {{value, Value}, shown(Function, Queue)};
shown(_, {Front, Rear} = Queue) when is_list(Front), is_list(Rear) -> {queue, queue:to_list(Queue)};
shown(Function, {A, B}) -> {shown(Function, A), shown(Function, B)};
shown(_, Term) -> Term.

calls() ->
    Queue = {made, fun([First | Rest]) -> queue:in(First, queue:from_list(Rest)); ([]) -> queue:new() end, list},
    [
        {all, [test, Queue]}, {any, [test, Queue]}, {cons, [any, Queue]}, {daeh, [Queue]}, {delete, [key, Queue]}, {delete_r, [key, Queue]},
        {delete_with, [test, Queue]}, {delete_with_r, [test, Queue]}, {drop, [Queue]}, {drop_r, [Queue]}, {filter, [test, Queue]},
        {filter, [change, Queue]}, {filtermap, [test, Queue]}, {fold, [fold, any, Queue]}, {from_list, [list]}, {get, [Queue]}, {get_r, [Queue]},
        {head, [Queue]}, {in, [any, Queue]}, {in_r, [any, Queue]}, {init, [Queue]}, {is_empty, [Queue]}, {is_queue, [any]}, {is_queue, [Queue]},
        {join, [Queue, Queue]}, {lait, [Queue]}, {last, [Queue]}, {len, [Queue]}, {liat, [Queue]}, {member, [key, Queue]}, {new, []},
        {out, [Queue]}, {out_r, [Queue]}, {peek, [Queue]}, {peek_r, [Queue]}, {reverse, [Queue]}, {snoc, [Queue, any]}, {split, [nat, Queue]},
        {tail, [Queue]}, {to_list, [Queue]}, {len, [any]}
    ].
