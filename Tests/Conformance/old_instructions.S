%% What only the compilers of OTP 21 to 23 wrote. (erl has forgotten some of it: what is right is in old_instructions.txt.)
%% boards: Host MPS2AN386

{module, old_instructions}.
{exports, [{start,0}]}.
{attributes, []}.
{labels, 70}.

{function, start, 0, 2}.
  {label,1}.
    {func_info,{atom,old_instructions},{atom,start},0}.
  {label,2}.
    {allocate_zero,0,0}.
    {move,{integer,5},{x,0}}.
    {call,1,{f,4}}.
    {call_ext,1,{extfunc,erlang,display,1}}.
    {move,{integer,6},{x,0}}.
    {call,1,{f,6}}.
    {call_ext,1,{extfunc,erlang,display,1}}.
    {move,{integer,7},{x,0}}.
    {call,1,{f,8}}.
    {call_ext,1,{extfunc,erlang,display,1}}.
    {move,{float,2.5},{x,0}}.
    {call,1,{f,12}}.
    {call_ext,1,{extfunc,erlang,display,1}}.
    {move,{literal,<<1,2,3,4,5>>},{x,0}}.
    {call,1,{f,14}}.
    {call_ext,1,{extfunc,erlang,display,1}}.
    {move,{literal,<<1>>},{x,0}}.
    {call,1,{f,14}}.
    {call_ext,1,{extfunc,erlang,display,1}}.
    {move,{atom,none},{x,0}}.
    {call,1,{f,14}}.
    {call_ext,1,{extfunc,erlang,display,1}}.
    {call,0,{f,18}}.
    {call_ext,1,{extfunc,erlang,display,1}}.
    {move,{float,1.0},{x,0}}.
    {call,1,{f,61}}.
    {call_ext,1,{extfunc,erlang,display,1}}.
    {move,{literal,"one"},{x,0}}.
    {call,1,{f,61}}.
    {call_ext,1,{extfunc,erlang,display,1}}.
    {move,{float,-0.25},{x,0}}.
    {call,1,{f,64}}.
    {call_ext,1,{extfunc,erlang,display,1}}.
    {move,{literal,<<4,5>>},{x,0}}.
    {call,1,{f,66}}.
    {call_ext,1,{extfunc,erlang,display,1}}.
    {move,{atom,done},{x,0}}.
    {deallocate,0}.
    return.

%% Tuples element by element; a frame whose words are cleared.
{function, tuples, 1, 4}.
  {label,3}.
    {func_info,{atom,old_instructions},{atom,tuples},1}.
  {label,4}.
    {allocate_heap_zero,3,9,1}.
    {move,{x,0},{y,1}}.
    {put_tuple,3,{y,2}}.
    {put,{y,1}}.
    {put,{atom,a}}.
    {put,{literal,[1,2]}}.
    {put_tuple,0,{x,1}}.
    {put_tuple,3,{x,0}}.
    {put,{y,2}}.
    {put,{y,0}}.
    {put,{x,1}}.
    {init,{y,1}}.
    {init,{y,2}}.
    {deallocate,3}.
    return.

%% A fun with what it captures in X0.
{function, funs, 1, 6}.
  {label,5}.
    {func_info,{atom,old_instructions},{atom,funs},1}.
  {label,6}.
    {allocate,0,1}.
    {test_heap,{alloc,[{words,2},{floats,0},{funs,1}]},1}.
    {make_fun3,{f,10},0,0,{x,1},{list,[{x,0}]}}.
    {make_fun2,0}.
    {move,{x,0},{x,1}}.
    {move,{integer,10},{x,0}}.
    {call_fun,1}.
    {deallocate,0}.
    return.

{function, marks, 1, 8}.
  {label,7}.
    {func_info,{atom,old_instructions},{atom,marks},1}.
  {label,8}.
    {allocate_zero,2,1}.
    {move,{x,0},{y,0}}.
    {recv_mark,{f,20}}.
    {call_ext,0,{extfunc,erlang,make_ref,0}}.
    {move,{x,0},{y,1}}.
    {recv_set,{f,20}}.
    {bif,self,{f,0},[],{x,0}}.
    {move,{y,0},{x,1}}.
    send.
  {label,20}.
    {loop_rec,{f,22},{x,0}}.
    {test,is_eq_exact,{f,21},[{x,0},{y,0}]}.
    remove_message.
    {deallocate,2}.
    return.
  {label,21}.
    {loop_rec_end,{f,20}}.
  {label,22}.
    {wait,{f,20}}.

{function, '-funs/1-fun-0-', 2, 10}.
  {label,9}.
    {func_info,{atom,old_instructions},{atom,'-funs/1-fun-0-'},2}.
  {label,10}.
    {gc_bif,'+',{f,0},2,[{x,0},{x,1}],{x,0}}.
    return.

{function, floats, 1, 12}.
  {label,11}.
    {func_info,{atom,old_instructions},{atom,floats},1}.
  {label,12}.
    fclearerror.
    {fconv,{x,0},{fr,0}}.
    {fmove,{float,1.5},{fr,1}}.
    {bif,fmul,{f,0},[{fr,0},{fr,1}],{fr,0}}.
    {fcheckerror,{f,0}}.
    {test_heap,{alloc,[{words,0},{floats,1}]},0}.
    {fmove,{fr,0},{x,0}}.
    return.

%% A match context with saved positions, and back to a binary.
{function, bits, 1, 14}.
  {label,13}.
    {func_info,{atom,old_instructions},{atom,bits},1}.
  {label,14}.
    {test,bs_start_match2,{f,16},1,[{x,0},2],{x,1}}.
    {test,bs_get_integer2,{f,15},2,[{x,1},{integer,16},1,{field_flags,[]}],{x,2}}.
    {bs_save2,{x,1},0}.
    {test,bs_get_integer2,{f,15},3,[{x,1},{integer,8},1,{field_flags,[]}],{x,3}}.
    {bs_restore2,{x,1},{atom,start}}.
    {test,bs_get_integer2,{f,15},4,[{x,1},{integer,8},1,{field_flags,[]}],{x,4}}.
    {bs_restore2,{x,1},0}.
    {bs_context_to_binary,{x,1}}.
    {test_heap,5,5}.
    {put_tuple,4,{x,0}}.
    {put,{x,1}}.
    {put,{x,2}}.
    {put,{x,3}}.
    {put,{x,4}}.
    return.
  {label,15}.
    {bs_restore2,{x,1},{atom,start}}.
    {bs_context_to_binary,{x,1}}.
    {test_heap,3,2}.
    {put_tuple,2,{x,0}}.
    {put,{atom,short}}.
    {put,{x,1}}.
    return.
  {label,16}.
    {bs_context_to_binary,{x,0}}.
    return.

%% Choices among constants of every kind, in one list.
{function, select, 0, 18}.
  {label,17}.
    {func_info,{atom,old_instructions},{atom,select},0}.
  {label,18}.
    {allocate,1,0}.
    {move,{literal,123456789012345678901},{x,0}}.
    {call,1,{f,24}}.
    {move,{x,0},{y,0}}.
    {move,nil,{x,0}}.
    {call,1,{f,24}}.
    {test_heap,2,1}.
    {put_list,{x,0},{y,0},{x,0}}.
    {move,{x,0},{y,0}}.
    {move,{float,1.5},{x,0}}.
    {call,1,{f,24}}.
    {test_heap,2,1}.
    {put_list,{x,0},{y,0},{x,0}}.
    {move,{x,0},{y,0}}.
    {move,{integer,-7},{x,0}}.
    {call,1,{f,24}}.
    {test_heap,2,1}.
    {put_list,{x,0},{y,0},{x,0}}.
    {move,{x,0},{y,0}}.
    {move,{integer,8},{x,0}}.
    {call,1,{f,24}}.
    {test_heap,2,1}.
    {put_list,{x,0},{y,0},{x,0}}.
    {deallocate,1}.
    return.

{function, choose, 1, 24}.
  {label,23}.
    {func_info,{atom,old_instructions},{atom,choose},1}.
  {label,24}.
    {select_val,{x,0},{f,25},{list,[{literal,123456789012345678901},{f,26},nil,{f,27},{float,1.5},{f,28},{integer,-7},{f,29},{atom,a},{f,30},{integer,100000},{f,30}]}}.
  {label,25}.
    {move,{atom,other},{x,0}}.
    return.
  {label,26}.
    {move,{atom,big},{x,0}}.
    return.
  {label,27}.
    {move,{atom,empty},{x,0}}.
    return.
  {label,28}.
    {move,{atom,float},{x,0}}.
    return.
  {label,29}.
    {move,{atom,minus_seven},{x,0}}.
    return.
  {label,30}.
    {move,{atom,unexpected},{x,0}}.
    return.

%% Numbers that are compared by value, and the branch that is taken where they are equal.
{function, different, 1, 61}.
  {label,60}.
    {func_info,{atom,old_instructions},{atom,different},1}.
  {label,61}.
    {test,is_ne,{f,62},[{x,0},{integer,1}]}.
    {move,{atom,different},{x,0}}.
    return.
  {label,62}.
    {move,{atom,same},{x,0}}.
    return.

%% A float register from another.
{function, far_float, 1, 64}.
  {label,63}.
    {func_info,{atom,old_instructions},{atom,far_float},1}.
  {label,64}.
    {fconv,{x,0},{fr,254}}.
    {fmove,{float,2.0},{fr,1}}.
    {bif,fmul,{f,0},[{fr,254},{fr,1}],{fr,255}}.
    {test_heap,{alloc,[{words,0},{floats,1}]},0}.
    {fmove,{fr,255},{x,0}}.
    return.

%% A binary of as many bytes as a register says.
{function, bytes, 1, 66}.
  {label,65}.
    {func_info,{atom,old_instructions},{atom,bytes},1}.
  {label,66}.
    {gc_bif,byte_size,{f,0},1,[{x,0}],{x,1}}.
    {bs_add,{f,0},[{integer,3},{x,1},1],{x,1}}.
    {bs_init2,{f,0},{x,1},0,2,{field_flags,[]},{x,2}}.
    {bs_put_integer,{f,0},{integer,16},1,{field_flags,[unsigned,big]},{integer,258}}.
    {bs_put_binary,{f,0},{atom,all},8,{field_flags,[unsigned,big]},{x,0}}.
    {bs_put_integer,{f,0},{integer,8},1,{field_flags,[unsigned,big]},{integer,6}}.
    {bs_init2,{f,0},1,2,3,{field_flags,[]},{x,0}}.
    {bs_put_integer,{f,0},{integer,8},1,{field_flags,[unsigned,big]},{integer,7}}.
    {put_list,{x,0},{x,2},{x,0}}.
    return.
